/**
 * Measurements: what is known now, as numbers that alarms are made of.
 *
 * <p>{@link io.holdfast.protection.measure.Measurements} is a value that whoever serves metrics
 * makes anew for every question, from what is declared and recorded at that moment. Nothing here
 * remembers: what is no longer declared is not in the value, so it has no series, and no alarm goes
 * on about it. What is declared but never happened is there, with the time 0, so that an alarm
 * about "never" needs no series that does not exist yet.
 *
 * <p>{@link io.holdfast.protection.measure.MetricsText} renders the value for Prometheus, by one
 * table of <em>metrics</em>: name, type, labels, meaning. docs/reference/metrics.md is that table,
 * the alert rules and the dashboard in deploy/monitoring use nothing else, and tests compare them.
 */
@NullMarked
package io.holdfast.protection.measure;

import org.jspecify.annotations.NullMarked;
