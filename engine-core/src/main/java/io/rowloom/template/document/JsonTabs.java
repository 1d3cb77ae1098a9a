package io.rowloom.template.document;

/** JSON may be indented with tabs, YAML may not. */
final class JsonTabs {
    private JsonTabs() {}

    /** The text with a blank for each tab outside of quotes, if it begins like JSON. Places stay what they were. */
    static String blank(String text) {
        if (!text.stripLeading().startsWith("{") || text.indexOf('\t') < 0) {
            return text;
        }
        char[] chars = text.toCharArray();
        boolean quoted = false;
        for (int i = 0; i < chars.length; i++) {
            if (quoted && chars[i] == '\\') {
                i++;
            } else if (chars[i] == '"') {
                quoted = !quoted;
            } else if (!quoted && chars[i] == '\t') {
                chars[i] = ' ';
            }
        }
        return new String(chars);
    }
}
