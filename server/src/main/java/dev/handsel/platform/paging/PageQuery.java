package dev.handsel.platform.paging;

import java.util.Map;

/**
 * The end of a query over one page: a piece of SQL that continues a {@code where} clause and orders and limits the rows,
 * and the parameters that it needs ({@code :cursor} and {@code :rows}).
 */
public record PageQuery(String sql, Map<String, Object> params) {}
