package io.rollcall.jconsole;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the server answered.
 *
 * @param query what was asked, with the registry that answered
 * @param registries the registries that the server has
 * @param all how many sessions there are
 * @param total how many of them match
 * @param rows the rows from the query's offset on
 * @param elsewhere the watched sessions that are there but not among the rows, by id
 * @param gone the ids of the watched sessions that are gone
 * @param access what the account may do
 */
record Listing(
    Query query,
    List<RegistryName> registries,
    int all,
    int total,
    List<Row> rows,
    Map<String, Row> elsewhere,
    Set<String> gone,
    Access access) {}
