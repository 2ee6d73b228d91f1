package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.time.Instant;

/** A restore point, as lists show it. */
public record PointView(
    @Doc("Its id.") String id,
    @Doc("The application that it is of.") String application,
    @Doc("When its cut began: what was committed before is in it.") Instant cutStart,
    @Doc("When its cut ended.") Instant cutEnd,
    @Doc("Whether everything in scope was captured or excluded with a reason.") boolean complete,
    @Doc("How consistent its volumes are.") String consistency,
    @Doc("Captured volumes.") int volumes,
    @Doc("Files in them.") long files,
    @Doc("Bytes of these files.") long bytes,
    @Doc("Volumes and entries that are missing, or not as they were.") long failures,
    @Doc("The snapshot that holds all of it.") String snapshot) {}
