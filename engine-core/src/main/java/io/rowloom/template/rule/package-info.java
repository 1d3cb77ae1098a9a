/** What an environment says about how single resources are handled: hooks that they wait for, and changes that are not to be made. */
@NullMarked
package io.rowloom.template.rule;

import org.jspecify.annotations.NullMarked;
