package dev.handsel.stripesim.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** When an account's balance goes to its bank. */
public record Schedule(String interval, long delayDays, String weekly, long monthly) {

    public static final Schedule DAILY = new Schedule("daily", 2, "monday", 1);
    public static final Schedule MANUAL = new Schedule("manual", 2, "monday", 1);

    /** Whether money leaves by itself on this day. */
    public boolean due(LocalDate day) {
        return switch (interval) {
            case "daily" -> true;
            case "weekly" -> day.getDayOfWeek() == DayOfWeek.valueOf(weekly.toUpperCase(Locale.ROOT));
            case "monthly" -> day.getDayOfMonth() == Math.min(monthly, day.lengthOfMonth());
            default -> false;
        };
    }

    ObjectNode json() {
        var json = Json.object("delay_days", delayDays, "interval", interval);
        if (interval.equals("weekly")) {
            json.put("weekly_anchor", weekly);
        }
        if (interval.equals("monthly")) {
            json.put("monthly_anchor", monthly);
        }
        return json;
    }
}
