package io.rowloom.template.document;

/** Makes a JSON text what YAML 1.1 takes, which is nearly all of JSON: all but tabs between words, and the escape {@code \/}. */
final class JsonText {
    private JsonText() {}

    /** The text as it is if it does not begin like JSON. Lines stay what they were; columns, too, but behind a {@code \/}. */
    static String asYaml(String text) {
        if (!text.stripLeading().startsWith("{") || text.indexOf('\t') < 0 && !text.contains("\\/")) {
            return text;
        }
        StringBuilder yaml = new StringBuilder(text.length());
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\' && i + 1 < text.length()) {
                i++;
                yaml.append(text.charAt(i) == '/' ? "/" : "\\" + text.charAt(i));
            } else {
                quoted ^= c == '"';
                yaml.append(!quoted && c == '\t' ? ' ' : c);
            }
        }
        return yaml.toString();
    }
}
