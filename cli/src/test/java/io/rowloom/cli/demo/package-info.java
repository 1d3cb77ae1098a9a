@NullMarked
package io.rowloom.cli.demo;

import org.jspecify.annotations.NullMarked;
