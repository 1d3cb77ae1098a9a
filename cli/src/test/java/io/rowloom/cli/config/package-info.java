@NullMarked
package io.rowloom.cli.config;

import org.jspecify.annotations.NullMarked;
