import { dirname, join } from 'node:path/posix'
import { type FactDocument, readFactDocument } from './read-fact-document.ts'

/** What the check looks at. Paths begin at the root of the repository and have forward slashes. */
export interface References {
  /** Path to text. */
  readonly files: ReadonlyMap<string, string>
  /** Path of the document that defines the facts; one of `files`. */
  readonly factDocument: string
  /** The switches of the sandbox, with the number of the fact that each belongs to. */
  readonly switches: readonly { readonly name: string; readonly source: string }[]
  /** Whether the repository has this file or folder. */
  readonly exists: (path: string) => boolean
}

/**
 * Citations of documents that readers of this repository do not have. A section sign is fine beside the name of a public
 * standard. A fact about Coupa is cited by its number instead, and a rule of the project is said in words.
 */
const outside: readonly RegExp[] = [
  // The catalog's import reads a file of this name; that is no citation.
  /api-facts(?!\.md')/,
  /platform-semantics/,
  /\brequirements? \(?[A-H]\d?\b/,
  /\[0\d{3}\](?!\()/,
  /\[kb\d+/,
  /\bappendix [A-Z]\b/i,
  /\bfact sheet\b/,
  /\b(?:requirements|coupa-connection|resources-coverage)\.md\b/,
  // docs/processes.md is ours; one with sections that are called by letters is not.
  /\bprocesses\.md [A-I]\b|\bspec\/processes\.md\b/,
  /^(?!.*(?:RFC|XML 1\.|NIST|HTML standard|OpenID Connect)).*§/,
]

/** Says what cannot be followed: facts that nobody defined, documents and files that are not there. Empty when all is well. */
export function findBrokenReferences({ files, factDocument, switches, exists }: References): string[] {
  const { facts, problems } = readFactDocument(files.get(factDocument) ?? '')
  return [
    ...problems.map((problem) => `${factDocument}: ${problem}`),
    ...disagreements(facts, switches).map((problem) => `${factDocument}: ${problem}`),
    ...[...files].flatMap(([path, text]) => [
      ...undefinedFacts(text, facts).map((number) => `${path}: ${number} is not in ${factDocument}`),
      ...citationsOutside(text).map((line) => `${path}: cites a document that is not in the repository: ${line}`),
      ...missingFiles(path, text, exists).map((target) => `${path}: points to ${target}, which does not exist`),
    ]),
  ]
}

/** A switch and its fact name each other, so that a reader finds one from the other. */
function disagreements(facts: FactDocument['facts'], switches: References['switches']): string[] {
  const owners = new Map([...facts].flatMap(([number, fact]) => fact.switches.map((name) => [name, number] as const)))
  const names = new Set(switches.map(({ name }) => name))
  return [
    ...switches
      .filter(({ name, source }) => owners.get(name) !== source)
      .map(
        ({ name, source }) =>
          `the switch ${name} names ${source}, and the document has it at ${owners.get(name) ?? 'nowhere'}`,
      ),
    ...[...owners]
      .filter(([name]) => !names.has(name))
      .map(([name, number]) => `${number} names the switch ${name}, which the sandbox does not have`),
  ]
}

function undefinedFacts(text: string, facts: FactDocument['facts']): string[] {
  const cited = new Set([...text.matchAll(/\bF-\d{3}\b/g)].map(([number]) => number))
  return [...cited].filter((number) => !facts.has(number))
}

function citationsOutside(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => outside.some((pattern) => pattern.test(line)))
    .map((line) => line.trim())
}

/** Links of a Markdown file, and pages of `docs` that any file names. */
function missingFiles(path: string, text: string, exists: References['exists']): string[] {
  const named = [...text.matchAll(/(?<![\w./-])docs\/[\w/.-]+\.md\b/g)].map(([target]) => target)
  const targets = path.endsWith('.md') ? [...named, ...linksOf(text).map((link) => join(dirname(path), link))] : named
  return [...new Set(targets)].filter((target) => !exists(target))
}

function linksOf(markdown: string): string[] {
  const prose = markdown.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, target = '']) => decodeURI(target))
    .filter((target) => !/^[a-z]+:/.test(target))
}
