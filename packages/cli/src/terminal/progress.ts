import { clearLine, cursorTo } from 'node:readline'
import type { CommandInput } from '../command/command-input.ts'
import type { Context } from '../command/context.ts'
import { createStyle } from './style.ts'

/** How far a read has come, as the connector tells it. */
export interface ProgressState {
  readonly records: number
  readonly estimatedTotal: number | undefined
  readonly recordsPerSecond: number
  readonly remainingMs: number | undefined
}

const lineEveryMs = 10_000
const redrawEveryMs = 200

/**
 * Shows progress on standard error: a bar on a terminal, unless the records go to that terminal too, and elsewhere with
 * `--progress` a plain line every ten seconds.
 */
export function createProgress(
  label: string,
  state: () => ProgressState,
  input: CommandInput,
  context: Context,
): { stop(): void } {
  const isOutputShown = context.isTerminal.stdout && input.text('output') === undefined
  const text = (): string => progressText(state())
  if (context.isTerminal.stderr && !isOutputShown) return showLine(label, text, context, () => drawBar(state()))
  if (input.flag('progress')) return showLines(label, text, context)
  return { stop: () => {} }
}

/**
 * The same for work whose end nobody knows: what was done so far, without a bar. Silent with `--json`, unless `--progress`
 * asks for lines.
 */
export function createCounting(
  label: string,
  text: () => string,
  input: CommandInput,
  context: Context,
): { stop(): void } {
  if (context.isTerminal.stderr && !input.flag('json')) return showLine(label, text, context)
  if (input.flag('progress')) return showLines(label, text, context)
  return { stop: () => {} }
}

/**
 * One line that is overwritten again and again. It reads no keys, because Ctrl+C must stay a signal: a read saves its position
 * on it.
 */
function showLine(label: string, text: () => string, context: Context, bar: () => string = () => ''): { stop(): void } {
  const { stderr } = context
  const style = createStyle(context, 'stderr')
  const draw = (): void => {
    // A terminal that does not know its width says 0.
    const columns = ('columns' in stderr && typeof stderr.columns === 'number' && stderr.columns) || 80
    const [drawn, said] = [bar(), text()]
    // A line that reaches the edge would wrap and could not be overwritten.
    const isWide = label.length + drawn.length + said.length + 2 < columns
    cursorTo(stderr, 0)
    stderr.write(
      isWide ? `${label} ${drawn && `${style('cyan', drawn)} `}${said}` : `${label} ${said}`.slice(0, columns - 1),
    )
    clearLine(stderr, 1)
  }
  draw()
  const timer = setInterval(draw, redrawEveryMs)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
      cursorTo(stderr, 0)
      clearLine(stderr, 0)
    },
  }
}

function showLines(label: string, text: () => string, { stderr }: Context): { stop(): void } {
  const timer = setInterval(() => stderr.write(`${label}: ${text()}\n`), lineEveryMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/** `1,200 of about 5,000 records, 240/s, 16 s left` */
export function progressText({ records, estimatedTotal, recordsPerSecond, remainingMs }: ProgressState): string {
  const total = estimatedTotal !== undefined && estimatedTotal > records ? ` of about ${count(estimatedTotal)}` : ''
  const rate = recordsPerSecond > 0 ? `, ${count(Math.round(recordsPerSecond))}/s` : ''
  const left = remainingMs !== undefined && remainingMs > 0 ? `, ${duration(remainingMs)} left` : ''
  return `${count(records)}${total} records${rate}${left}`
}

function drawBar({ records, estimatedTotal }: ProgressState): string {
  if (!estimatedTotal || estimatedTotal <= 0) return ''
  const filled = Math.round(Math.min(1, records / estimatedTotal) * 24)
  return `${'█'.repeat(filled)}${'░'.repeat(24 - filled)}`
}

/** `1,200` */
export function count(number: number): string {
  return Math.round(number).toLocaleString('en-US')
}

/** `16 s`, `5 min`, `1.7 h` */
export function duration(durationMs: number): string {
  const seconds = Math.ceil(durationMs / 1000)
  if (seconds < 100) return `${seconds} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 100 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}
