import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { containerProgramPath } from '@coupa-connector/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../basics/problem.ts'

export interface ContainerProgramParts {
  /** The program in one file. Beside it lies the file with its checksum, whose name has `.sha256` at its end. */
  readonly file: string
  /** Of this hub, and so of the program. */
  readonly version: string
}

/**
 * Serves the program of a container, so that another machine needs nothing but Node and this hub. Anybody may fetch it: it
 * holds no secret, and without an installer token it does nothing.
 */
export function registerContainerProgram(app: FastifyInstance, { file, version }: ContainerProgramParts): void {
  const send = async (request: FastifyRequest, reply: FastifyReply, suffix: string, type: string) => {
    const sum = (await readFile(`${file}.sha256`, 'utf8').catch(() => '')).slice(0, 64)
    if (sum === '' || !existsSync(file)) throw notFound('program')
    const etag = `"${sum}${suffix}"`
    // A new version of the hub brings a new program, so that caches ask again.
    reply.headers({ etag, 'cache-control': 'public, no-cache', 'x-coupa-connector-version': version })
    if (request.headers['if-none-match'] === etag) return reply.status(304).send()
    return reply.type(type).send(await readFile(`${file}${suffix}`))
  }
  app.get(containerProgramPath, (request, reply) => send(request, reply, '', 'text/javascript; charset=utf-8'))
  app.get(`${containerProgramPath}.sha256`, (request, reply) =>
    send(request, reply, '.sha256', 'text/plain; charset=utf-8'),
  )
}
