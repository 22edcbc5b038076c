/** What a class of failures means, and what to do about it. */
export interface FailureClassWords {
  readonly label: string
  readonly advice: string
}

const words: Readonly<Record<string, FailureClassWords>> = {
  invalid: { label: 'Invalid', advice: 'Correct the record, or the mapping, and retry.' },
  refused: { label: 'Refused', advice: 'The other end refused it. Correct what it names, and retry.' },
  'missing-reference': {
    label: 'Missing reference',
    advice: 'Create what the record refers to. Records are then tried again.',
  },
  conflict: { label: 'Conflict', advice: 'Decide which version is right, and retry.' },
  gone: { label: 'Gone', advice: 'The record no longer exists. Dismiss it if that is right.' },
  transient: { label: 'Temporary', advice: 'Usually passes by itself. Retry when the other end is back.' },
  unknown: { label: 'Outcome unknown', advice: 'See in Coupa whether it happened before you retry.' },
}

/** A class in words. One that this page does not know keeps its name. */
export function failureClassWords(kind: string): FailureClassWords {
  const spelled = kind.replaceAll('-', ' ')
  return words[kind] ?? { label: spelled.charAt(0).toUpperCase() + spelled.slice(1), advice: '' }
}
