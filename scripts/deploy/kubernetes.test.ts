import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectNodeCommand, readSettings } from './check-command.ts'
import { findKubectl } from './find-kubectl.ts'
import { deployFolder, readDeployFile, readDocuments } from './read-yaml.ts'

interface Resource {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string }
}

interface Container {
  readonly args: readonly string[]
  readonly env: readonly { readonly name: string; readonly value?: string }[]
}

interface Workload extends Resource {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly Container[] } } }
}

interface Kustomization {
  readonly resources?: readonly string[]
  readonly secretGenerator?: readonly { readonly name: string; readonly files: readonly string[] }[]
  readonly configMapGenerator?: readonly {
    readonly name: string
    readonly envs?: readonly string[]
    readonly literals?: readonly string[]
  }[]
}

const overlays = ['overlays/production', 'overlays/trial', 'molecule']
const readKustomization = (overlay: string): Kustomization =>
  readDeployFile(`kubernetes/${overlay}/kustomization.yaml`)[0] as Kustomization

describe('the manifests as they are written', () => {
  it('follow the schema of Kubernetes, and ask for what the published hub knows', async () => {
    const files = ['service', 'disruption-budget', 'deployment'].map((name) => `kubernetes/hub/${name}.yaml`)
    for (const file of files.filter((each) => !each.endsWith('deployment.yaml'))) {
      for (const resource of readDeployFile(file)) await expectValid(resource as Resource)
    }
    const [deployment] = readDeployFile('kubernetes/hub/deployment.yaml') as Workload[]
    const [hub] = deployment?.spec.template.spec.containers ?? []
    for (const overlay of ['overlays/production', 'overlays/trial']) {
      const environment = Object.fromEntries([
        ...(hub?.env ?? []).map(({ name, value = '' }) => [name, value] as const),
        ...settingsOf(overlay),
      ])
      const settings = await readSettings({
        args: hub?.args ?? [],
        environment,
        credentials: credentialsOf(overlay),
      })
      for (const name of credentialsOf(overlay)) expect(settings.get(name)?.source).toBe('credential')
      expect(settings.get('origin')?.source).toBe('environment')
    }
  })

  it('give a node only options that it knows', () => {
    const [set] = readDeployFile('kubernetes/molecule/stateful-set.yaml') as Workload[]

    expectNodeCommand(set?.spec.template.spec.containers[0]?.args ?? [])
  })
})

// `kubectl kustomize` needs no cluster.
describe.skipIf(findKubectl() === undefined)('the manifests as kustomize builds them', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kubernetes-'))
    cpSync(join(deployFolder, 'kubernetes'), folder, { recursive: true })
    for (const overlay of overlays) {
      for (const { files } of readKustomization(overlay).secretGenerator ?? []) {
        mkdirSync(join(folder, overlay, 'secrets'), { recursive: true })
        for (const file of files) writeFileSync(join(folder, overlay, file), 'made up')
      }
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(overlays)('follow the schema of Kubernetes: %s', async (overlay) => {
    const text = execFileSync(findKubectl() ?? '', ['kustomize', join(folder, overlay)], { encoding: 'utf8' })
    const resources = readDocuments(text) as Resource[]

    expect(resources.length).toBeGreaterThan(3)
    for (const resource of resources) await expectValid(resource)
    // A control: the schema would notice.
    const workload = resources.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet') as Resource
    await expect(expectValid({ ...workload, spec: { replicas: 'two' } } as Resource)).rejects.toThrow()
  })
})

/** Checks a resource against the schema that Kubernetes publishes for its kind. */
async function expectValid(resource: Resource): Promise<void> {
  const address = `kubernetes-models/${resource.apiVersion}`
  const models = (await import(/* @vite-ignore */ address)) as Record<string, ModelClass | undefined>
  const model = models[resource.kind]
  expect(model, `${resource.apiVersion} has a ${resource.kind}`).toBeDefined()
  if (model !== undefined) new model(resource).validate()
}

type ModelClass = new (data: unknown) => { validate(): void }

/** The variables that an overlay gives to its hub. */
function settingsOf(overlay: string): (readonly [string, string])[] {
  const generators = readKustomization(overlay).configMapGenerator ?? []
  const lines = generators.flatMap(({ envs = [], literals = [] }) => [
    ...literals,
    ...envs.flatMap((file) =>
      readFileSync(join(deployFolder, 'kubernetes', overlay, file), 'utf8')
        .trim()
        .split('\n'),
    ),
  ])
  return lines.map((line) => {
    const [name = '', ...value] = line.split('=')
    return [name, value.join('=')]
  })
}

/** The names of the secrets that an overlay gives to its hub. */
function credentialsOf(overlay: string): string[] {
  const generators = readKustomization(overlay).secretGenerator ?? []
  const files = generators.filter(({ name }) => name === 'hub-credentials').flatMap((generator) => generator.files)
  return files.map((file) => file.replace('secrets/', ''))
}
