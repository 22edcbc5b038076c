import { SaxesParser } from 'saxes'
import { wireName } from '../schema/names.ts'
import type { InputValue } from './input.ts'
import { RequestProblem } from './request-problem.ts'

interface XmlElement {
  readonly name: string
  readonly isNil: boolean
  readonly isArray: boolean
  readonly children: XmlElement[]
  text: string
}

/** Deeper documents than any record is. */
const MAX_DEPTH = 64

/**
 * Reads an XML body. The name of the root does not matter (F-128); elements become members, repeated ones and
 * those with `type="array"` become lists, `nil="true"` is null unless there is content. Throws RequestProblem (400) for broken XML.
 */
export function readXml(text: string): InputValue {
  const parser = new SaxesParser()
  const open: XmlElement[] = []
  let root: XmlElement | undefined
  let problem: string | undefined
  parser.on('error', (error) => {
    problem ??= error.message.replace(/^[\d:]+\s*/, '')
  })
  parser.on('opentag', (tag) => {
    const attributes = new Map(Object.entries(tag.attributes))
    const element: XmlElement = {
      name: wireName(tag.name),
      isNil: attributes.get('nil') === 'true',
      isArray: attributes.get('type') === 'array',
      children: [],
      text: '',
    }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
    if (open.length > MAX_DEPTH) problem ??= 'elements are nested too deep'
  })
  parser.on('text', (part) => addText(open, part))
  parser.on('cdata', (part) => addText(open, part))
  parser.on('closetag', () => open.pop())
  parser.write(text.replace(/^\uFEFF/, '').trimStart()).close()
  if (problem !== undefined || !root) throw new RequestProblem(400, `Invalid XML: ${problem ?? 'no element found'}`)
  return toInput(root)
}

function addText(open: readonly XmlElement[], part: string): void {
  const element = open.at(-1)
  if (element) element.text += part
}

function toInput(element: XmlElement): InputValue {
  const { children, text, isNil, isArray } = element
  if (isArray) return children.map(toInput)
  if (children.length === 0) return isNil && text.trim() === '' ? null : text.trim()
  const members: Record<string, InputValue> = {}
  for (const [name, group] of Map.groupBy(children, (child) => child.name)) {
    const [first, ...others] = group
    if (first) members[name] = others.length > 0 ? group.map(toInput) : toInput(first)
  }
  return members
}
