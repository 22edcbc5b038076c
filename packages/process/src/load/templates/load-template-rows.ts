import { documentLoads } from './document-loads.ts'
import { goodsLoads } from './goods-loads.ts'
import type { LoadTemplate } from './load-template.ts'
import { partyLoads } from './party-loads.ts'
import { referenceLoads } from './reference-loads.ts'

/** The templates of loads, in the order of their ids. */
export const loadTemplateRows: readonly LoadTemplate[] = [
  ...referenceLoads,
  ...partyLoads,
  ...goodsLoads,
  ...documentLoads,
].toSorted((left, right) => (left.id < right.id ? -1 : 1))
