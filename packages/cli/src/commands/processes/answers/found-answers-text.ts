import type { AnswersFound } from '@coupa-connector/runner'

/** Inputs that are told one by one. */
const mostInputs = 5

/** What a run found where the consumer puts its answers, a fact a line. */
export function foundAnswersText({ inputs, failure }: AnswersFound): readonly string[] {
  const sum = (name: 'accepted' | 'refused' | 'repeated' | 'notTaken'): number =>
    inputs.reduce((total, input) => total + input[name], 0)
  const counts = [
    [sum('accepted'), 'answers that accept'],
    [sum('refused'), 'answers that refuse'],
    [sum('repeated'), 'answers that were given before'],
    [sum('notTaken'), 'answers not taken'],
  ] as const
  const lines = counts
    .filter(([count]) => count > 0)
    .map(([count, meaning]) => `  ${String(count).padStart(8)} ${meaning}`)
  const wrong = inputs.filter(({ notTaken }) => notTaken > 0)
  for (const { input, notTaken, reason, remedy, result, problems = [] } of wrong.slice(0, mostInputs)) {
    const why = reason ?? (notTaken === 1 ? '1 answer was not taken.' : `${notTaken} answers were not taken.`)
    lines.push(`  ${input}: ${[why, remedy].filter(Boolean).join(' ')}${result === undefined ? '' : ` See ${result}`}`)
    if (result !== undefined) continue
    for (const { line, message } of problems) lines.push(`    ${line === undefined ? '' : `${line}: `}${message}`)
  }
  if (wrong.length > mostInputs) lines.push(`  … and ${wrong.length - mostInputs} further files with such answers`)
  if (failure !== undefined) {
    lines.push(`  The answers could not be read: ${[failure.reason, failure.remedy].filter(Boolean).join(' ')}`)
  }
  return lines
}
