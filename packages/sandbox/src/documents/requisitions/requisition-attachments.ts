import type { ApiContext } from '../../api/contract.ts'
import { collectionOf } from '../../api/find-record.ts'
import { type InputObject, isInputObject } from '../../format/input.ts'
import { RequestProblem } from '../../format/request-problem.ts'
import { Reference, type Values } from '../../schema/value.ts'
import { listOf, textOf } from '../../write/request-input.ts'

/** Longest contents (F-321). */
const limits: Readonly<Record<'text' | 'url', number>> = { text: 2000, url: 500 }

/**
 * The attachments that a new requisition brings with it: texts and addresses only; files must be attached afterwards
 * (F-321, F-323). Throws RequestProblem (400) for one that is too long.
 */
export function attachmentsOf(input: InputObject, context: ApiContext): Values {
  const contents = listOf(input.attachments).flatMap(contentOf)
  if (contents.length === 0) return {}
  const attachments = contents.map((content) => {
    const author = { 'created-by': context.author, 'updated-by': context.author }
    return new Reference('attachments', collectionOf(context, 'attachments').insert({ ...content, ...author }).id)
  })
  return { attachments }
}

function contentOf(item: unknown): readonly Values[] {
  const input = item as InputObject // it is an item of a body
  if (!isInputObject(input)) return []
  const kind = textOf(input, 'url') === undefined ? 'text' : 'url'
  const content = textOf(input, kind)
  if (content === undefined) return []
  if (content.length > limits[kind]) {
    const name = kind === 'url' ? 'Url' : 'Text'
    throw new RequestProblem(
      400,
      `Attachments ${name.toLowerCase()} is too long (maximum is ${limits[kind]} characters)`,
      'requisition_header',
    )
  }
  return [{ type: kind, [kind]: content, intent: textOf(input, 'intent') ?? null, 'linked-to': null }]
}
