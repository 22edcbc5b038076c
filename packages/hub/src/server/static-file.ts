import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Sends one file, compressed for those who take that. */
export type SendStaticFile = (request: FastifyRequest, reply: FastifyReply) => FastifyReply

/**
 * Reads a file at once, so that an upgrade of the installation changes nothing of a hub that runs. It is compressed on first
 * request, because many hubs only serve nodes and programs. `caching` is its `Cache-Control`.
 */
export function openStaticFile(path: string, caching: string): SendStaticFile {
  const type = types[extname(path)] ?? 'application/octet-stream'
  const plain = readFileSync(path)
  let packed: Buffer | undefined
  return (request, reply) => {
    const takesPacked = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    reply.header('vary', 'accept-encoding').header('cache-control', caching).type(type)
    if (!takesPacked) return reply.send(plain)
    packed ??= gzipSync(plain, { level: 9 })
    return reply.header('content-encoding', 'gzip').send(packed)
  }
}
