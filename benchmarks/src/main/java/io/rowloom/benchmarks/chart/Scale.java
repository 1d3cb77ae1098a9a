package io.rowloom.benchmarks.chart;

import java.util.ArrayList;
import java.util.List;

/** From values to places on a line. */
sealed interface Scale {
    double at(double value);

    List<Double> ticks();

    /** From 0 to at least {@code most}, ending at a tick. */
    static Scale linear(double most, double from, double to) {
        double top = most > 0 && Double.isFinite(most) ? most : 1;
        double step = round(top / 4, true);
        double end = Math.ceil(top / step - 1e-9) * step;
        return new Linear(end, step, from, to);
    }

    /** From {@code least} to {@code most}, both positive, widened to the next of 1, 2, 5, 10, 20 and so on. */
    static Scale log(double least, double most, double from, double to) {
        double low = round(least > 0 && Double.isFinite(least) ? least : 0.1, false);
        double high = Math.max(low * 10, round(Double.isFinite(most) && most > low ? most : low, true));
        return new Log(Math.log10(low), Math.log10(high), from, to);
    }

    private static double round(double value, boolean up) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double part = value / power;
        return power * (up ? part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10 : part >= 5 ? 5 : part >= 2 ? 2 : 1);
    }

    record Linear(double end, double step, double from, double to) implements Scale {
        @Override
        public double at(double value) {
            return from + (to - from) * value / end;
        }

        @Override
        public List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            for (int i = 0; i * step <= end + step / 2; i++) {
                ticks.add(i * step);
            }
            return ticks;
        }
    }

    /** Ticks are powers of ten; where there are few, also their doubles and fivefolds. */
    record Log(double low, double high, double from, double to) implements Scale {
        private static final double FEW = 2.1;

        @Override
        public double at(double value) {
            double place = Math.log10(Math.max(value, Math.pow(10, low)));
            return from + (to - from) * (Math.min(place, high) - low) / (high - low);
        }

        @Override
        public List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            for (int power = (int) Math.floor(low); power <= high + 1e-9; power++) {
                for (int digit : high - low < FEW ? new int[] {1, 2, 5} : new int[] {1}) {
                    ticks.add(digit * Math.pow(10, power));
                }
            }
            return ticks.stream().filter(tick -> Math.log10(tick) > low - 1e-9 && Math.log10(tick) < high + 1e-9).toList();
        }
    }
}
