import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { readQuery, writeQuery } from './query/query-address.ts'
import type { ExploreQuery } from './query/query-model.ts'

interface Address {
  readonly connection?: string
  readonly container?: string
  readonly resource?: string
}

export interface ExploreAddress {
  readonly address: Address
  readonly query: ExploreQuery
  /** Whether the address says what to ask for. */
  readonly hasQuery: boolean
  /** Whether the link that led here asks to run the query at once. */
  readonly runsAtOnce: boolean
  readonly setAddress: (change: Address) => void
  readonly setQuery: (query: ExploreQuery, change?: Address) => void
}

/**
 * The content of the address, and how to change it. The query is kept beside it while it is typed, and follows the address when
 * a link or the Back button changes it.
 */
export function useExploreAddress(): ExploreAddress {
  const search = useSearch({ from: '/a/$account/explore' })
  const navigate = useNavigate({ from: '/a/$account/explore' })
  const location = useLocation()
  const [runsAtOnce] = useState(location.state.runsAtOnce === true)
  const [query, setQuery] = useState(() => readQuery(search.query))
  const written = useRef(search.query ?? '')
  useEffect(() => {
    if ((search.query ?? '') === written.current) return
    written.current = search.query ?? ''
    setQuery(readQuery(search.query))
  }, [search.query])
  return {
    address: search,
    query,
    hasQuery: search.query !== undefined,
    runsAtOnce,
    setAddress: (change) => {
      void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false })
    },
    setQuery: (next, change = {}) => {
      const text = writeQuery(next)
      written.current = text
      setQuery(next)
      void navigate({
        search: ({ query: _old, ...before }) => ({ ...before, ...change, query: text }),
        replace: true,
        resetScroll: false,
      })
    },
  }
}
