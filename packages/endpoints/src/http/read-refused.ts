import type { RefusedRecord } from '../contract/endpoint-error.ts'
import { excerptOf } from './excerpt-of.ts'
import type { Receiver } from './receiver.ts'

/**
 * The records that an answer names as refused: `{"refused":[{"id":1204,"message":"…","field":"…"}]}`. None if it says nothing
 * of the kind. What the receiver writes is shortened, and secrets that it repeats are struck out.
 */
export function readRefused(text: string, receiver: Pick<Receiver, 'name' | 'secrets'>): readonly RefusedRecord[] {
  const refused = listIn(text)
  if (!Array.isArray(refused)) return []
  return refused.flatMap((item: unknown) => {
    const { id, message, field } = Object(item) as Readonly<Record<string, unknown>>
    if (typeof id !== 'string' && typeof id !== 'number') return []
    const said = typeof message === 'string' ? excerptOf(message, receiver) : ''
    return [
      {
        id: String(id),
        message: said === '' ? `${receiver.name} refused it.` : `${receiver.name} refused it: "${said}".`,
        ...(typeof field === 'string' ? { field: excerptOf(field, receiver) } : {}),
      },
    ]
  })
}

function listIn(text: string): unknown {
  try {
    return (Object(JSON.parse(text)) as { readonly refused?: unknown }).refused
  } catch {
    return undefined
  }
}
