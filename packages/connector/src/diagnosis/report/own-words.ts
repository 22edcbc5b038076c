import type { OutcomeFacts } from '../outcomes/outcome-definition.ts'
import { testOutcomes } from '../outcomes/outcomes.ts'
import { stageNames } from './stages.ts'

/**
 * Whether a text stands in what the connector itself says. Whoever chose such a word for a secret has none that could be kept,
 * and striking it out would tell everybody which word it is.
 */
export function isOwnWord(text: string): boolean {
  vocabulary ??= createVocabulary()
  const wanted = text.trim().toLowerCase()
  // All parts of a token are asked for, hundreds of them, and nearly every one has letters in a row that no word of ours has.
  for (let at = 0; at + runLength <= wanted.length; at++) {
    if (!vocabulary.runs.has(wanted.slice(at, at + runLength))) return false
  }
  return vocabulary.text.includes(wanted)
}

interface Vocabulary {
  readonly text: string
  /** Every three letters of it that stand in a row. */
  readonly runs: ReadonlySet<string>
}

const runLength = 3
let vocabulary: Vocabulary | undefined

function createVocabulary(): Vocabulary {
  const text = [...sentences(), ...stageNames, ...Object.keys(testOutcomes), otherWords].join(' ').toLowerCase()
  const runs = new Set<string>()
  for (let at = 0; at + runLength <= text.length; at++) runs.add(text.slice(at, at + runLength))
  return { text, runs }
}

function sentences(): string[] {
  return Object.values(testOutcomes).flatMap(({ title, message, remedy }) => [
    title,
    ...[{}, ...examples].flatMap((facts) => [message(facts), remedy(facts)]),
  ])
}

/** Facts that bring every sentence to light. Their values are marks that nobody has for a secret. */
const mark = '\u241f'
const full: OutcomeFacts = {
  host: mark,
  tokenHost: mark,
  url: mark,
  accessTokenUrl: mark,
  suggestedUrl: mark,
  container: mark,
  reason: mark,
  clientId: mark,
  resource: mark,
  contentSeen: mark,
  redirectTarget: mark,
  requestedScopes: [mark, mark],
  missingScopes: [mark, mark],
  requiredScopes: [mark, mark],
  address: mark,
  proxy: mark,
  waitedMs: 1,
  retryAfterMs: 1,
}
const examples: readonly OutcomeFacts[] = [
  full,
  { ...full, contentSeen: undefined, usesApiKey: true },
  { ...full, contentSeen: undefined, usesApiKey: false, grantedScopes: [mark, 'core.common.read'] },
  { ...full, contentSeen: undefined, usesApiKey: false, tokenHost: undefined },
]

/** Words of warnings, of field names, and of sentences that the container makes of results. */
const otherWords = `
  settings scope scopes url access token client id secret password user name key api field fields record records query
  read created changed did coupa sent back more than the limit there are fit into result larger smaller first last one two
  three page web titled begins with status error warning wrong right yes no true false null none test demo admin changeme
  answered although was asked for contains commas semicolons line breaks do not separate change it to leads normally both belong
  server does not say which granted so could be compared clock differs certificate expires deprecated may stop working move
  authentication type grant credentials basic body bearer retry again json xml html text get post put delete patch
`
