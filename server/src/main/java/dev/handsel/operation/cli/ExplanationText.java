package dev.handsel.operation.cli;

import dev.handsel.signing.explain.Difference;
import dev.handsel.signing.explain.Explanation;
import dev.handsel.signing.explain.Mistake;
import dev.handsel.signing.explain.Visible;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An explanation as it is printed. */
final class ExplanationText {

    private ExplanationText() {}

    static String words(Explanation explanation) {
        var text = new StringBuilder();
        var named = explanation.result().equals(Explanation.VALID)
                || explanation.result().equals(Explanation.UNCHECKED);
        text.append(named ? "" : "refused: ").append(explanation.result()).append('\n');
        text.append(explanation.detail()).append('\n');
        for (var mistake : explanation.mistakes()) {
            text.append("\nmistake: ").append(mistake.code().text()).append('\n');
            text.append(mistake.explanation()).append('\n');
        }
        explanation.difference().ifPresent(difference -> append(text, difference));
        explanation.expectedBase().ifPresent(base -> {
            text.append("\nto be signed, line ends shown as \\n:\n");
            Visible.lines(base.getBytes(StandardCharsets.UTF_8))
                    .forEach(line -> text.append("  ").append(line).append('\n'));
        });
        return text.toString().stripTrailing();
    }

    private static void append(StringBuilder text, Difference difference) {
        text.append("\nfirst difference: byte ").append(difference.offset());
        text.append(" (line ").append(difference.line()).append(", column ").append(difference.column());
        text.append("), expected ").append(difference.expectedByte());
        text.append(", found ").append(difference.actualByte()).append('\n');
        text.append("  expected: ").append(difference.expectedLine()).append('\n');
        text.append("  found:    ").append(difference.actualLine()).append('\n');
    }

    static String json(Explanation explanation) {
        var members = new LinkedHashMap<String, Object>();
        members.put("result", explanation.result());
        members.put("detail", explanation.detail());
        explanation.expectedBase().ifPresent(base -> members.put("expected_base", base));
        explanation.difference().ifPresent(difference -> members.put("difference", members(difference)));
        members.put(
                "mistakes",
                explanation.mistakes().stream().map(ExplanationText::members).toList());
        return JsonMapper.builder().build().writeValueAsString(members);
    }

    private static Map<String, Object> members(Mistake mistake) {
        var members = new LinkedHashMap<String, Object>();
        members.put("code", mistake.code().text());
        members.put("explanation", mistake.explanation());
        return members;
    }

    private static Map<String, Object> members(Difference difference) {
        var members = new LinkedHashMap<String, Object>();
        members.put("offset", difference.offset());
        members.put("line", difference.line());
        members.put("column", difference.column());
        members.put("expected_byte", difference.expectedByte());
        members.put("actual_byte", difference.actualByte());
        members.put("expected_line", difference.expectedLine());
        members.put("actual_line", difference.actualLine());
        return members;
    }
}
