/** Reading YAML and JSON so that every fault can be told with its path, line and column. */
@NullMarked
package io.rowloom.template.document;

import org.jspecify.annotations.NullMarked;
