import type { OutcomeDefinition } from '../../packages/connector/src/diagnosis/outcomes/outcome-definition.ts'

type Outcomes = Readonly<Record<string, OutcomeDefinition>>

const tryAgainWords = {
  'change-settings': 'after a change',
  'same-settings': 'with the same settings',
} as const

/** A page whose tables of outcomes are those of `outcomes`; the rest of its text stays as it is. */
export function withOutcomeTables(page: string, outcomes: Outcomes): string {
  const producers = ['connector', 'hub'] as const
  return producers.reduce((text, producer) => {
    const start = `<!-- outcomes of the ${producer} -->\n`
    const end = `<!-- end of the outcomes of the ${producer} -->`
    const from = text.indexOf(start)
    const to = text.indexOf(end)
    if (from < 0 || to < from) throw new Error(`The page has no place for the outcomes of the ${producer}.`)
    return `${text.slice(0, from + start.length)}\n${outcomeTable(outcomes, producer)}\n${text.slice(to)}`
  }, page)
}

function outcomeTable(outcomes: Outcomes, producer: OutcomeDefinition['producedBy']): string {
  const rows = Object.entries(outcomes)
    .filter(([, { producedBy }]) => producedBy === producer)
    .map(([code, { title, remedy, retry }]) => {
      const tryAgain = retry === null ? '–' : tryAgainWords[retry]
      return `| \`${code}\` | ${title} | ${cell(remedy({}))} | ${tryAgain} |\n`
    })
  return `| code | on the screen | what to do | test again |\n|---|---|---|---|\n${rows.join('')}`
}

/** Addresses are code, so that no reader of Markdown makes links of examples. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/https:\/\/(?:\{[^}]*\}|[^\s,;{}])+(?<![.])/g, (url) => `\`${url}\``)
}
