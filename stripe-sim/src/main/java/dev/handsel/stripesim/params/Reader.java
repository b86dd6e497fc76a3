package dev.handsel.stripesim.params;

import dev.handsel.stripesim.model.Currencies;
import dev.handsel.stripesim.model.StripeError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Holds a form against its table and says what is wrong in Stripe's words. */
public final class Reader {

    private static final System.Logger LOG = System.getLogger(Reader.class.getName());
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<String> SPAN = Set.of("gt", "gte", "lt", "lte");

    /** Eight digits, as documented for amounts. */
    private static final long MOST = 99_999_999;

    private Reader() {}

    public static Params read(Form.Branch form, Param.Fields table) {
        return fields(form, table, "");
    }

    private static Params fields(Form.Branch form, Param.Fields table, String path) {
        var unknown = form.children().keySet().stream()
                .filter(name -> !table.params().containsKey(name))
                .map(name -> inside(path, name))
                .toList();
        if (!unknown.isEmpty()) {
            var words = unknown.size() == 1 ? "Received unknown parameter: " : "Received unknown parameters: ";
            throw StripeError.invalid("parameter_unknown", words + String.join(", ", unknown), unknown.getFirst());
        }
        for (var name : table.required()) {
            if (!form.children().containsKey(name)) {
                var param = inside(path, name);
                throw StripeError.invalid("parameter_missing", "Missing required param: " + param + ".", param);
            }
        }
        var values = new LinkedHashMap<String, Object>();
        table.params().forEach((name, param) -> {
            var child = form.children().get(name);
            if (child != null) {
                values.put(
                        name,
                        value(child, param, inside(path, name), table.required().contains(name)));
            }
        });
        return new Params(values);
    }

    private static String inside(String path, String name) {
        return path.isEmpty() ? name : path + "[" + name + "]";
    }

    private static Object value(Form form, Param param, String path, boolean required) {
        return switch (param) {
            case Param.Text text -> text(leaf(form, path), text, path, required);
            case Param.Whole whole -> whole(filled(form, path), whole, path);
            case Param.Amount amount -> amount(filled(form, path), amount.least(), path);
            case Param.Flag _ -> flag(filled(form, path), path);
            case Param.Choice choice -> choice(filled(form, path), choice.options(), path);
            case Param.CurrencyCode _ -> currency(filled(form, path), path);
            case Param.CountryCode _ -> country(filled(form, path), path);
            case Param.Url _ -> url(filled(form, path), path);
            case Param.Metadata _ -> metadata(form, path);
            case Param.Span _ -> span(form, path);
            case Param.Many many -> many(form, many.item(), path);
            case Param.Fields fields -> fields(branch(form, path), fields, path);
            case Param.Unread _ -> form;
        };
    }

    private static String leaf(Form form, String path) {
        if (form instanceof Form.Leaf leaf) {
            return leaf.text();
        }
        throw StripeError.invalid("parameter_invalid_string_blank", "Invalid string: " + path, path);
    }

    private static String filled(Form form, String path) {
        var text = leaf(form, path);
        if (text.isEmpty()) {
            throw empty(path);
        }
        return text;
    }

    private static StripeError empty(String path) {
        var message = "You passed an empty string for '" + path + "'. We assume empty values are an attempt to unset"
                + " a parameter; however '" + path + "' cannot be unset. You should remove '" + path
                + "' from your request or supply a non-empty value.";
        return StripeError.invalid("parameter_invalid_empty", message, path);
    }

    private static Form.Branch branch(Form form, String path) {
        if (form instanceof Form.Branch branch) {
            return branch;
        }
        throw StripeError.invalid(null, "Invalid object", path);
    }

    private static String text(String text, Param.Text param, String path, boolean required) {
        if (text.isEmpty() && (required || !param.unsettable())) {
            throw empty(path);
        }
        if (text.length() > param.max()) {
            var message = "Invalid string: the value is " + text.length() + " characters, but must be at most "
                    + param.max() + " characters";
            throw StripeError.invalid(null, message, path);
        }
        return text;
    }

    private static Long whole(String text, Param.Whole param, String path) {
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw StripeError.invalid("parameter_invalid_integer", "Invalid integer: " + text, path);
        }
        if (number < param.min()) {
            var message = "This value must be greater than or equal to " + param.min() + ".";
            throw StripeError.invalid("parameter_invalid_integer", message, path);
        }
        if (number > param.max()) {
            var message = "This value must be less than or equal to " + param.max() + ".";
            throw StripeError.invalid("parameter_invalid_integer", message, path);
        }
        return number;
    }

    private static Long amount(String text, long least, String path) {
        long amount = whole(text, new Param.Whole(1, Long.MAX_VALUE), path);
        if (amount < least) {
            throw StripeError.invalid("amount_too_small", "Amount must be at least " + least + ".", path);
        }
        if (amount > MOST) {
            throw StripeError.invalid("amount_too_large", "Amount must be no more than " + MOST + ".", path);
        }
        return amount;
    }

    private static Boolean flag(String text, String path) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw StripeError.invalid(null, "Invalid boolean: " + text, path);
        };
    }

    private static String choice(String text, List<String> options, String path) {
        if (!options.contains(text)) {
            var message = "Invalid " + path + ": must be one of " + String.join(", ", options);
            throw StripeError.invalid(null, message, path);
        }
        return text;
    }

    private static String currency(String text, String path) {
        var currency = text.toLowerCase(Locale.ROOT);
        if (!Currencies.supported(currency)) {
            throw StripeError.invalid(null, "Invalid currency: " + text + ". Stripe does not support it.", path);
        }
        return currency;
    }

    private static String country(String text, String path) {
        if (!Currencies.isCountry(text)) {
            throw StripeError.invalid("country_unsupported", "Country '" + text + "' is unknown.", path);
        }
        return text;
    }

    private static String url(String text, String path) {
        try {
            var uri = new URI(text);
            if (uri.getHost() != null && SCHEMES.contains(uri.getScheme())) {
                return text;
            }
        } catch (URISyntaxException notUrl) {
            LOG.log(System.Logger.Level.DEBUG, "Not a URL", notUrl);
        }
        throw StripeError.invalid("url_invalid", "Not a valid URL", path);
    }

    private static Object metadata(Form form, String path) {
        if (form instanceof Form.Leaf leaf && leaf.text().isEmpty()) {
            return "";
        }
        var texts = new LinkedHashMap<String, String>();
        branch(form, path).children().forEach((name, child) -> {
            var param = inside(path, name);
            var text = leaf(child, param);
            if (name.length() > 40 || text.length() > 500) {
                throw StripeError.invalid(
                        null, "Metadata keys can have up to 40 and values up to 500 characters.", param);
            }
            texts.put(name, text);
        });
        if (texts.size() > 50) {
            throw StripeError.invalid(null, "Metadata can have up to 50 keys.", path);
        }
        return Map.copyOf(texts);
    }

    private static Range span(Form form, String path) {
        var second = new Param.Whole(0, Long.MAX_VALUE - 1);
        if (form instanceof Form.Leaf) {
            return Range.ALWAYS.and("is", whole(filled(form, path), second, path));
        }
        var range = Range.ALWAYS;
        for (var bound : branch(form, path).children().entrySet()) {
            var param = inside(path, bound.getKey());
            if (!SPAN.contains(bound.getKey())) {
                throw StripeError.invalid("parameter_unknown", "Received unknown parameter: " + param, param);
            }
            range = range.and(bound.getKey(), whole(filled(bound.getValue(), param), second, param));
        }
        return range;
    }

    private static List<Object> many(Form form, Param item, String path) {
        if (!(form instanceof Form.Branch branch)) {
            throw StripeError.invalid(null, "Invalid array", path);
        }
        var items = new ArrayList<Object>();
        branch.children().forEach((number, child) -> {
            if (!number.chars().allMatch(Character::isDigit)) {
                throw StripeError.invalid(null, "Invalid array", path);
            }
            items.add(value(child, item, inside(path, number), true));
        });
        return items;
    }
}
