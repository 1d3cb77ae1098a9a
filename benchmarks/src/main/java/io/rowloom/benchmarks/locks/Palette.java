package io.rowloom.benchmarks.locks;

/** The classes by which the style sheet knows an arm. Whatever its label is, they are harmless words. */
final class Palette {
    private Palette() {}

    /** Colour by mode, dashes by scope. */
    static String css(String arm) {
        int slash = arm.indexOf('/');
        return "m-" + word(slash < 0 ? arm : arm.substring(0, slash)) + " s-" + (slash < 0 ? Arm.USUAL_SCOPE : word(arm.substring(slash + 1))) + " "
                + own(arm);
    }

    /** One class of its own for each arm, to show and hide it. */
    static String own(String arm) {
        return "a-" + word(arm);
    }

    private static String word(String text) {
        return text.replaceAll("[^A-Za-z0-9-]", "-");
    }
}
