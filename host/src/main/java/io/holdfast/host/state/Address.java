package io.holdfast.host.state;

import io.holdfast.schema.annotation.Doc;
import java.time.Instant;

/** Where a server is reached, for the command line on the same machine. */
public record Address(
    @Doc("Of the API, without a path.") String url,
    @Doc("The server's process.") long pid,
    @Doc("When it began to listen.") Instant started) {}
