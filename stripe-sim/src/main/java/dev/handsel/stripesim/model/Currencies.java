package dev.handsel.stripesim.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The currencies Stripe takes and the one each country's accounts start with. */
public final class Currencies {

    private static final Set<String> SUPPORTED = Set.copyOf(List.of("""
            usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad
            cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl
            htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd
            mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd
            rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd
            vuv wst xaf xcd xof xpf yer zar zmw""".split("\\s+", -1)));

    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("US", "usd"),
            Map.entry("GB", "gbp"),
            Map.entry("CA", "cad"),
            Map.entry("CH", "chf"),
            Map.entry("AU", "aud"),
            Map.entry("NZ", "nzd"),
            Map.entry("DK", "dkk"),
            Map.entry("SE", "sek"),
            Map.entry("NO", "nok"),
            Map.entry("PL", "pln"),
            Map.entry("CZ", "czk"),
            Map.entry("HU", "huf"),
            Map.entry("RO", "ron"),
            Map.entry("JP", "jpy"),
            Map.entry("SG", "sgd"),
            Map.entry("HK", "hkd"),
            Map.entry("MX", "mxn"),
            Map.entry("BR", "brl"),
            Map.entry("IN", "inr"));

    private static final Set<String> EURO = Set.of(
            "AT", "BE", "BG", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV", "MT", "NL",
            "PT", "SI", "SK");

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Currencies() {}

    public static boolean supported(String currency) {
        return SUPPORTED.contains(currency);
    }

    public static boolean isCountry(String country) {
        return COUNTRIES.contains(country);
    }

    public static String of(String country) {
        return OWN.getOrDefault(country, EURO.contains(country) ? "eur" : "usd");
    }
}
