import type { AlertLine } from '../../database/alert-tables.ts'
import { leftOut, type OutgoingMessage, titleOf, urlOf } from './message-content.ts'

/** Teams takes messages of 28 KB; the rest is room for what a workflow puts around the card. */
const mostBytes = 24_000
const colors = { error: 'Attention', warning: 'Warning', info: 'Good' } as const

/**
 * What a workflow of Teams takes that begins with a webhook request: a message with an Adaptive Card. Texts are runs, in which
 * Markdown means nothing, because names are chosen by people.
 */
export function teamsBody(message: OutgoingMessage): object {
  const { lines, count, origin } = message
  const blocks = lines.map((line) => blockOf(line, origin))
  let shown = blocks.length
  while (shown > 1 && sizeOf(blocks.slice(0, shown)) > mostBytes) shown -= 1
  const more = leftOut({ lines: lines.slice(0, shown), count })
  const [first] = lines
  return {
    type: 'message',
    summary: titleOf(message),
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.2',
          body: [
            ...blocks.slice(0, shown),
            ...(more === 0 ? [] : [textOf([{ text: `${more} more are listed in the console.`, isSubtle: true }])]),
          ],
          actions:
            first === undefined
              ? []
              : [{ type: 'Action.OpenUrl', title: 'Open in the console', url: urlOf(origin, first) }],
        },
      },
    ],
  }
}

interface Run {
  readonly text: string
  readonly weight?: 'Bolder'
  readonly color?: (typeof colors)[keyof typeof colors]
  readonly isSubtle?: boolean
  readonly selectAction?: object
}

function blockOf(line: AlertLine, origin: string): object {
  const url = urlOf(origin, line)
  return {
    type: 'Container',
    items: [
      textOf([
        {
          text: line.title,
          weight: 'Bolder',
          color: colors[line.severity],
          selectAction: { type: 'Action.OpenUrl', url },
        },
      ]),
      textOf([{ text: line.text }]),
    ],
  }
}

function textOf(runs: readonly Run[]): object {
  return { type: 'RichTextBlock', inlines: runs.map((run) => ({ type: 'TextRun', ...run })) }
}

function sizeOf(blocks: readonly object[]): number {
  return Buffer.byteLength(JSON.stringify(blocks))
}
