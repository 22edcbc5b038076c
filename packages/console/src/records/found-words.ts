import type { FoundRecord } from '@coupa-connector/protocol'
import type { IconName } from '../ui/marks/icon.tsx'
import type { Tone } from '../ui/marks/status.tsx'

export interface FoundWords {
  readonly label: string
  readonly tone: Tone
  readonly icon: IconName
}

const good = { tone: 'good', icon: 'check' } as const
const bad = { tone: 'bad', icon: 'cross' } as const
const warning = { tone: 'warning', icon: 'warning' } as const
const quiet = { tone: 'quiet', icon: 'circle' } as const
const waits = { tone: 'quiet', icon: 'clock' } as const

const words: Readonly<Record<FoundRecord['kind'], Readonly<Record<string, FoundWords>>>> = {
  delivery: {
    delivered: { label: 'Delivered', ...good },
    acknowledged: { label: 'Delivered and acknowledged', ...good },
    waiting: { label: 'Delivered, waits for an answer', ...waits },
    'changed-meanwhile': { label: 'Changed since its delivery', ...warning },
    refused: { label: 'Refused by its consumer', ...bad },
    'mark-refused': { label: 'Delivered, but Coupa refused its mark', ...warning },
    deleted: { label: 'Deleted in Coupa', ...quiet },
  },
  failure: {
    open: { label: 'Set aside', ...bad },
    fixed: { label: 'Set aside, fixed since', ...good },
    dismissed: { label: 'Set aside, dismissed', ...quiet },
  },
  load: {
    created: { label: 'Created in Coupa', ...good },
    updated: { label: 'Updated in Coupa', ...good },
    unchanged: { label: 'Already so in Coupa', ...quiet },
    inactivated: { label: 'Inactivated in Coupa', ...good },
    failed: { label: 'Refused', ...bad },
    unknown: { label: 'Outcome unknown', ...warning },
    held: { label: 'Held until what it refers to is there', ...waits },
    skipped: { label: 'Left out', ...quiet },
    pending: { label: 'Not loaded yet', ...waits },
  },
}

/** What is known of a record in a place. A state that this page does not know keeps its name. */
export function foundWords({ kind, state }: Pick<FoundRecord, 'kind' | 'state'>): FoundWords {
  return words[kind][state] ?? { label: state, ...quiet }
}

/** In which files, tables or input it is; undefined where that is not known. */
export function placeText({ batch, objects, input }: Pick<FoundRecord, 'batch' | 'objects' | 'input'>) {
  if (input !== null) return input.row === null ? `No longer in ${input.name}` : `Row ${input.row} of ${input.name}`
  if (objects.length > 0) return `In ${objects.join(', ')}`
  return batch === null ? undefined : `In batch ${batch}`
}
