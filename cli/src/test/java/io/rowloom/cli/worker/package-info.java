@NullMarked
package io.rowloom.cli.worker;

import org.jspecify.annotations.NullMarked;
