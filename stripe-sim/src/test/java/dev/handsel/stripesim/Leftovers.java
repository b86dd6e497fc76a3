package dev.handsel.stripesim;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.BankAccount;
import com.stripe.model.ExpandableField;
import com.stripe.model.Payout;
import com.stripe.model.Topup;
import com.stripe.model.Transfer;
import com.stripe.model.TransferReversal;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The names in an answer that a model of Stripe's library has no field for. */
final class Leftovers {

    private static final Map<String, Class<?>> OBJECTS = Map.of(
            "bank_account", BankAccount.class,
            "balance_transaction", BalanceTransaction.class,
            "transfer", Transfer.class,
            "transfer_reversal", TransferReversal.class,
            "payout", Payout.class,
            "topup", Topup.class);

    private final SortedSet<String> names = new TreeSet<>();

    private Leftovers() {}

    static SortedSet<String> of(JsonObject json, Type model) {
        var leftovers = new Leftovers();
        leftovers.walk(json, model, model.getTypeName());
        return leftovers.names;
    }

    private void walk(JsonElement json, Type type, String path) {
        if (json instanceof JsonArray array) {
            var item = type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
            array.forEach(each -> walk(each, item, path + "[]"));
        } else if (json instanceof JsonObject object) {
            object(object, type, path);
        }
    }

    private void object(JsonObject json, Type type, String path) {
        if (type instanceof ParameterizedType generic && generic.getRawType().equals(ExpandableField.class)) {
            object(json, generic.getActualTypeArguments()[0], path);
            return;
        }
        var model = model(json, type);
        if (model.equals(Map.class) || model.equals(JsonObject.class) || model.equals(Object.class)) {
            return;
        }
        for (var entry : json.entrySet()) {
            var inside = path + "." + entry.getKey();
            field(model, entry.getKey())
                    .ifPresentOrElse(
                            field -> walk(entry.getValue(), resolved(field, type, model), inside),
                            () -> names.add(inside));
        }
    }

    private static Class<?> model(JsonObject json, Type type) {
        var raw = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        return raw.isInterface() && json.has("object")
                ? OBJECTS.getOrDefault(json.get("object").getAsString(), Void.class)
                : raw;
    }

    private static Optional<Field> field(Class<?> model, String name) {
        for (Class<?> each = model; each != null; each = each.getSuperclass()) {
            for (var field : each.getDeclaredFields()) {
                var serialized = field.getAnnotation(SerializedName.class);
                if (snake(field.getName()).equals(name)
                        || (serialized != null && serialized.value().equals(name))) {
                    return Optional.of(field);
                }
            }
        }
        return Optional.empty();
    }

    /** The library names fields without an annotation by this rule. */
    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** A list's items are known from the list's own type, for example {@code StripeCollection<Transfer>}. */
    private static Type resolved(Field field, Type type, Class<?> model) {
        if (!field.getName().equals("data") || !List.class.isAssignableFrom(field.getType())) {
            return field.getGenericType();
        }
        var collection = type instanceof ParameterizedType ? type : model.getGenericSuperclass();
        return ((ParameterizedType) collection).getActualTypeArguments()[0];
    }
}
