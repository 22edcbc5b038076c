import type { Proposal } from '@coupa-connector/protocol'
import type { IconName } from '../ui/marks/icon.tsx'
import type { Tone } from '../ui/marks/status.tsx'

export interface StateInWords {
  readonly tone: Tone
  readonly icon: IconName
  readonly label: string
}

/** How a proposal stands: what was decided, and what became of it. */
export function stateInWords({ state, execution }: Pick<Proposal, 'state' | 'execution'>): StateInWords {
  switch (state) {
    case 'open':
      return { tone: 'warning', icon: 'clock', label: 'Waits for a decision' }
    case 'refused':
      return { tone: 'quiet', icon: 'cross', label: 'Refused' }
    case 'expired':
      return { tone: 'quiet', icon: 'clock', label: 'Expired' }
    case 'approved':
      break
  }
  if (execution !== null && execution.state !== 'finished')
    return { tone: 'quiet', icon: 'spinner', label: 'Being carried out' }
  if (execution?.outcome === 'OK') return { tone: 'good', icon: 'check', label: 'Carried out' }
  if (execution === null || execution.outcome === 'OUTCOME_UNKNOWN')
    return { tone: 'bad', icon: 'warning', label: 'Outcome unknown' }
  return { tone: 'bad', icon: 'cross', label: 'Approved, not carried out' }
}

/** A value of a field as people read it. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '(blank)'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Who asks: the key, and the program that it was used by. */
export function proposerInWords({ proposedBy, agent }: Pick<Proposal, 'proposedBy' | 'agent'>): string {
  const kind = proposedBy.kind === 'key' ? ' (API key)' : ''
  return `${proposedBy.name}${kind}${agent === '' ? '' : `, by ${agent}`}`
}
