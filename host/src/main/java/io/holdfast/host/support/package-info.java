/**
 * What somebody who helps needs to know of this machine, in one archive without secrets.
 *
 * <p>Two things keep secrets out, each without the other. What is known to be able to hold one is
 * not taken along: arguments of commands, users and queries of URLs, the contents of files of
 * secrets. And the value of every secret that can be found is looked for in everything that goes
 * in, and replaced: an error of a database may have repeated its password long ago.
 */
@NullMarked
package io.holdfast.host.support;

import org.jspecify.annotations.NullMarked;
