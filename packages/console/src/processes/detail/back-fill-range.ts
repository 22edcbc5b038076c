import type { BodyInputOf, Routes } from '@coupa-connector/protocol'

/** A range as it is typed. */
export interface BackFillForm {
  readonly by: 'updated-at' | 'created-at' | 'ids'
  /** Days: `2026-01-31`. */
  readonly from: string
  readonly until: string
  readonly firstId: string
  readonly lastId: string
  readonly redelivers: boolean
  readonly acknowledges: boolean
}

export const emptyBackFill: BackFillForm = {
  by: 'updated-at',
  from: '',
  until: '',
  firstId: '',
  lastId: '',
  redelivers: false,
  acknowledges: false,
}

type Range = NonNullable<BodyInputOf<Routes['runs.start']>['range']>

/** The range to send, or what is missing as a sentence. */
export function rangeOf({ by, from, until, firstId, lastId }: BackFillForm): Range | string {
  if (by === 'ids') {
    if (firstId === '' && lastId === '') return 'Enter the lowest id, the highest id, or both.'
    if (firstId !== '' && lastId !== '' && Number(firstId) > Number(lastId)) {
      return 'The lowest id is higher than the highest.'
    }
    return {
      ...(firstId === '' ? {} : { firstId: Number(firstId) }),
      ...(lastId === '' ? {} : { lastId: Number(lastId) }),
    }
  }
  if (from === '' && until === '') return 'Enter from when, until when, or both.'
  if (from !== '' && until !== '' && from >= until) return 'The range ends before it begins.'
  return {
    by,
    ...(from === '' ? {} : { from: `${from}T00:00:00Z` }),
    ...(until === '' ? {} : { until: `${until}T00:00:00Z` }),
  }
}
