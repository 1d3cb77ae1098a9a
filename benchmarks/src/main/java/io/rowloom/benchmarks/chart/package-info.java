/** Small charts as SVG. They have no colours of their own: style sheets give classes their colours, for light and dark. Pure. */
@NullMarked
package io.rowloom.benchmarks.chart;

import org.jspecify.annotations.NullMarked;
