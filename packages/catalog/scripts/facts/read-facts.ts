import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A field as the collected facts have it. */
export interface FactField {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly unique: boolean
  readonly readable: boolean
  readonly writable: boolean
  readonly ref?: string
  readonly refs?: readonly string[]
  readonly maxLength?: number
  readonly precision?: number
  readonly scale?: number
  readonly allowedValues?: readonly string[]
  readonly typeSource?: string
}

/** A resource or embedded object as the collected facts have it. */
export interface FactResource {
  readonly name: string
  readonly title: string | null
  readonly path: string | null
  readonly xmlElement: string | null
  readonly xmlElementPlural: string | null
  readonly fieldsSource: string
  readonly aliases?: readonly string[]
  readonly swagger?: { readonly definition?: string } | null
  readonly fields: readonly FactField[]
}

/** One method on one path. `lastRelease` is 0 where only an article names it. */
export interface FactOperation {
  readonly method: string
  /** Below `/api/`, parameters in braces. */
  readonly path: string
  readonly definition: string | undefined
  /** Definition of the answer, where Swagger names one. */
  readonly answer: string | undefined
  /** Whether the answer is a list of these. */
  readonly isList: boolean
  readonly xmlArray: string | undefined
  readonly isIndex: boolean
  readonly isMultipart: boolean
  readonly lastRelease: number
  readonly isInArticle: boolean
}

/**
 * A definition of the Swagger schema: field name to its type, written `decimal(30,6)`, `->User` for a reference,
 * `[]->Tag` for a collection or `{a|b}` for a choice, with `!` at the end of what is read-only.
 */
export interface FactDefinition {
  readonly def: string
  readonly required: readonly string[]
  readonly fields: Readonly<Record<string, string>>
}

export interface FactScope {
  readonly name: string
  readonly seen: string
  readonly covers: string
}

export interface Facts {
  readonly resources: readonly FactResource[]
  readonly supplement: readonly FactResource[]
  readonly extraFields: Readonly<Record<string, readonly FactField[]>>
  readonly operations: readonly FactOperation[]
  readonly definitions: readonly FactDefinition[]
  readonly scopes: readonly FactScope[]
}

/**
 * Reads the collected facts about Coupa from a folder, which is not part of this repository: what they say is in
 * `data/catalog.ndjson`, and what is known beyond fields and operations in `docs/coupa-facts.md`.
 */
export function readFacts(folder: string): Facts {
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const supplement = JSON.parse(text('coupa-supplement.json')) as {
    resources: FactResource[]
    extraFields: Record<string, FactField[]>
  }
  return {
    resources: JSON.parse(text('coupa-resources.json')) as FactResource[],
    supplement: supplement.resources,
    extraFields: supplement.extraFields,
    operations: parseOperations(text('operations.tsv')),
    definitions: lines(text('schema-r39.jsonl')).map((line) => JSON.parse(line) as FactDefinition),
    scopes: parseScopes(text('api-facts.md')),
  }
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

function parseOperations(text: string): FactOperation[] {
  return lines(text)
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const [method = '', path = '', body = '', , response = '', index = '', releases = '', articles = ''] =
        line.split('\t')
      return {
        method,
        path: path.replace(/^\/api\//, ''),
        definition: /^(?:\[\])?([A-Za-z][\w-]*)/.exec(response)?.[1] ?? /^[A-Z][\w-]*$/.exec(body)?.[0],
        answer: /^(?:\[\])?([A-Za-z][\w-]*)/.exec(response)?.[1],
        isList: response.startsWith('[]'),
        xmlArray: /<(.+)>/.exec(response)?.[1],
        isIndex: index === 'index',
        isMultipart: body.startsWith('multipart:'),
        lastRelease: Number(/R(\d+)$/.exec(releases)?.[1] ?? 0),
        isInArticle: articles.trim() !== '-',
      }
    })
}

/** The table of scopes: a row is a scope in backticks, its evidence letters, and what it covers without its sources. */
function parseScopes(text: string): FactScope[] {
  const section = text.slice(text.indexOf('\n## 2 '), text.indexOf('\n## 3 '))
  return [...section.matchAll(/^\| `([^`]+)` \| (\w+) \| (.*) \|$/gm)].map(([, name = '', seen = '', covers = '']) => ({
    name,
    seen,
    covers: covers.replace(/ \([\d/]+\)$/, ''),
  }))
}
