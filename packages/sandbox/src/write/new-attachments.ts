import { type InputObject, type InputValue, isInputObject } from '../format/input.ts'
import type { RecordShape } from '../schema/schema.ts'
import { Reference, type Values } from '../schema/value.ts'
import type { RecordStore } from '../store/record-store.ts'
import { textOf } from './request-input.ts'

/** Longest contents on requisitions and their lines (F-321). */
const limits: Readonly<Record<'text' | 'url', number>> = { text: 2000, url: 500 }

export interface NewAttachmentsContext {
  readonly store: RecordStore
  /** Sentences about what is wrong are added here. */
  readonly messages: string[]
  readonly author: Reference
}

/** The attachment in the body of a document: a text or an address. Files must be attached afterwards (F-321, F-323). */
export function newAttachment(
  item: InputValue,
  owner: RecordShape,
  { store, messages, author }: NewAttachmentsContext,
): Reference | undefined {
  const content = isInputObject(item) ? contentOf(item) : undefined
  const attachments = store.collection('attachments')
  if (content === undefined || attachments === undefined) return undefined
  const { kind, text, intent } = content
  if (owner.type.startsWith('Requisition') && text.length > limits[kind]) {
    messages.push(`Attachments ${kind} is too long (maximum is ${limits[kind]} characters)`)
    return undefined
  }
  const values: Values = { type: kind, [kind]: text, intent: intent ?? null, 'linked-to': null }
  return new Reference('attachments', attachments.insert({ ...values, 'created-by': author, 'updated-by': author }).id)
}

function contentOf(
  input: InputObject,
): { readonly kind: 'text' | 'url'; readonly text: string; readonly intent: string | undefined } | undefined {
  const kind = textOf(input, 'url') === undefined ? 'text' : 'url'
  const text = textOf(input, kind)
  return text === undefined ? undefined : { kind, text, intent: textOf(input, 'intent') }
}
