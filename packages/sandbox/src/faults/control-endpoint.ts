import { type Answer, answer } from '../http/answer.ts'
import type { SandboxControl } from './control.ts'

/**
 * Serves the control over HTTP, for tests in other processes: `POST /sandbox/control/{name}` with the argument as JSON,
 * for example `POST /sandbox/control/fault` with `{"kind":"html-500","times":3}`. Off by default.
 */
export function createControlEndpoint(control: SandboxControl): (method: string, path: string, body: Buffer) => Answer {
  const stops = new Map<string, () => unknown>()
  let lastStop = 0
  const remember = (stop: () => unknown): { readonly handle: string } => {
    lastStop += 1
    stops.set(String(lastStop), stop)
    return { handle: String(lastStop) }
  }

  // Arguments come from a test that knows what it asks for; each command checks what it is given.
  const commands: Readonly<Record<string, (argument: never) => unknown>> = {
    fault: (rule: Parameters<SandboxControl['fault']>[0]) => remember(control.fault(rule)),
    'clear-faults': () => control.clearFaults(),
    'revoke-all-tokens': () => control.revokeAllTokens(),
    'set-filter': (filter: Parameters<SandboxControl['setFilter']>[0]) => control.setFilter(filter),
    'mutate-once': (plan: Parameters<SandboxControl['mutateOnce']>[0]) => control.mutateOnce(plan),
    mutate: (plan: Parameters<SandboxControl['mutate']>[0]) => remember(control.mutate(plan)),
    stop: ({ handle }: { readonly handle: string }) => stops.get(handle)?.(),
    edit: (edit: Parameters<SandboxControl['edit']>[0]) => control.edit(edit),
    insert: ({ resource, values }: InsertArgument) => ({ id: control.insert(resource, values) }),
    'set-many': (plan: Parameters<SandboxControl['setMany']>[0]) => ({ count: control.setMany(plan) }),
    alerts: () => control.alerts(),
    'put-custom-field': ({ resource, field }: PutCustomFieldArgument) => control.putCustomField(resource, field),
    'remove-custom-field': ({ resource, name }: RemoveCustomFieldArgument) => ({
      removed: control.removeCustomField(resource, name),
    }),
    'swap-organization': ({ seed }: { readonly seed: number }) => control.swapOrganization(seed),
    ids: ({ resource }: { readonly resource: string }) => control.ids(resource),
    counters: () => control.counters(),
    'reset-log': () => control.resetLog(),
  }

  return (method, path, body) => {
    const name = path.replace(/^\/sandbox\/control\/?/, '')
    const command = commands[name]
    if (method !== 'POST' || !command) {
      return json(404, { error: `POST to /sandbox/control/ with one of ${Object.keys(commands).join(', ')}` })
    }
    try {
      const argument = body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
      return json(200, command(argument as never) ?? {})
    } catch (error) {
      return json(400, { error: error instanceof Error ? error.message : String(error) })
    }
  }
}

interface InsertArgument {
  readonly resource: string
  readonly values: Parameters<SandboxControl['insert']>[1]
}

interface PutCustomFieldArgument {
  readonly resource: string
  readonly field: Parameters<SandboxControl['putCustomField']>[1]
}

interface RemoveCustomFieldArgument {
  readonly resource: string
  readonly name: string
}

function json(status: number, value: unknown): Answer {
  return answer(status, 'application/json; charset=utf-8', JSON.stringify(value))
}
