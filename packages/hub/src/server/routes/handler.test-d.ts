import type { Routes } from '@coupa-connector/protocol'
import { expectTypeOf } from 'vitest'
import type { Committed } from './commit.ts'
import type { Handler } from './handler.ts'

// A handler of an idempotent route that answers without keeping the answer does not compile.
declare const account: {
  id: string
  slug: string
  name: string
  policy: { draftUse: 'refused'; runsPerOrganization: number; productionDeploys: 'alone' }
  createdAt: string
}

const committing: Handler<Routes['accounts.create']> = (request) => request.commit(async () => ({ body: account }))
// @ts-expect-error: the answer was not kept
const forgetting: Handler<Routes['accounts.create']> = async () => ({ body: account })
// @ts-expect-error: it is kept with the answer of another route
const confusing: Handler<Routes['accounts.create']> = (request) => request.commit(async () => ({ body: { id: '' } }))

expectTypeOf(committing).returns.resolves.toExtend<Committed<unknown>>()
// A route that is not idempotent has nothing to commit with.
expectTypeOf<Parameters<Handler<Routes['account.get']>>[0]['commit']>().toEqualTypeOf<undefined>()
void forgetting
void confusing
