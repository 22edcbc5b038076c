import type { Definition } from '../definition/definition-schema.ts'
import type { AnswerChange } from './consumer-answer.ts'

/** What the outbox gets for a record that the consumer refused. */
export interface RefusalMessage {
  readonly kind: 'document'
  readonly content: {
    readonly id: string
    readonly failure: { readonly class: 'refused'; readonly code: string; readonly message: string }
  }
}

/** A refusal is reported to Coupa where the process reports failures, which is from level 2 on. */
export function refusalMessages(
  { id, answer: { refusal } }: AnswerChange,
  { coupaMonitoring }: Definition,
): readonly RefusalMessage[] {
  if (refusal === undefined || coupaMonitoring.level < 2) return []
  return [{ kind: 'document', content: { id, failure: { class: 'refused', ...refusal } } }]
}
