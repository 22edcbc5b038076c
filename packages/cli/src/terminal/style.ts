import { styleText } from 'node:util'
import type { Context } from '../command/context.ts'

type Format = Parameters<typeof styleText>[0]

/** Colours text for one of the streams. Text stays plain where the stream is not a terminal or NO_COLOR is set. */
export type Style = (format: Format, text: string) => string

export function createStyle({ isTerminal, environment }: Context, stream: 'stdout' | 'stderr'): Style {
  const isColoured = isTerminal[stream] && !environment.NO_COLOR && environment.TERM !== 'dumb'
  return (format, text) => (isColoured ? styleText(format, text, { validateStream: false }) : text)
}
