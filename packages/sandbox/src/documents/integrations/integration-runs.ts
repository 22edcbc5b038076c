import type { ApiRequest } from '../../api/contract.ts'
import { RequestProblem } from '../../format/request-problem.ts'
import { defined, itemsOf, Reference, type Values } from '../../schema/value.ts'
import { wholeSecondMs } from '../../schema/whole-second.ts'
import { parameterOf } from '../../write/request-input.ts'
import type { DocumentAction, DocumentKind } from '../actions/document-action.ts'

const unfinished = ['pending', 'running', 'paused']

/** Runs of integrations (F-450). They succeed only without errors; else they end as errored. */
export const integrationRuns: DocumentKind = {
  resource: 'integration_runs',
  actions: [
    {
      path: ':id/run',
      from: ['pending', 'paused'],
      to: 'running',
      change: ({ request, context, record }) => ({
        'start-time': record.get('start-time') ?? wholeSecondMs(context.now()),
        'total-records': numberIn(request, 'total_records') ?? record.get('total-records'),
      }),
    },
    { path: ':id/success', from: unfinished, change: finish },
    { path: ':id/finish', from: unfinished, change: finish },
    {
      path: ':id/fail',
      from: unfinished,
      to: 'failed',
      change: ({ context }) => ({ 'end-time': wholeSecondMs(context.now()) }),
    },
    { path: ':id/pause', from: ['running', 'pending'], to: 'paused' },
    { path: ':id/pending', from: unfinished.filter((status) => status !== 'pending'), to: 'pending' },
    {
      path: ':id/max_updated_at',
      change: ({ request }) => defined({ 'max-updated-at': parameterOf(request, 'max_updated_at') }),
    },
  ],
  behaviour: () => ({
    prepareCreate(values) {
      if (!values.integration) throw new RequestProblem(400, "Integration can't be blank", 'integration_run')
      return { ...values, status: 'pending', 'records-processed': values['records-processed'] ?? 0 }
    },
  }),
}

/** Successful only if the run has no errors that are still unresolved (F-450). */
function finish({ context, record }: Parameters<NonNullable<DocumentAction['change']>>[0]): Values {
  const errors = itemsOf(record.get('integration-errors')).filter((error) => error instanceof Reference)
  const isFaulty = errors.some((error) => context.store.resolve(error)?.get('resolved') !== true)
  return { status: isFaulty ? 'errored' : 'successful', 'end-time': wholeSecondMs(context.now()) }
}

function numberIn(request: ApiRequest, name: string): number | undefined {
  const text = parameterOf(request, name, 'integration-run', 'integration_run')
  return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text)
}
