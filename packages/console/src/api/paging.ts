/** What all lists that are read page by page have in common: each answer says where the next page begins. */
export const paging = {
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }: { readonly nextCursor: string | null }): string | null => nextCursor,
}

/** The part of a request that asks for one page. */
export function pageOf(limit: number, cursor: string | null): { readonly limit: number; readonly cursor?: string } {
  return { limit, ...(cursor === null ? {} : { cursor }) }
}
