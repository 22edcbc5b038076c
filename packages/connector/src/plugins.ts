// What a part of a connection can be replaced with, and the parts that a replacement usually wraps.
export type { Caller, CallRequest, CallResponse, StreamedCallResponse } from './http/call.ts'
export type { ProxyAddresses, ProxyChoice } from './http/transport/proxy.ts'
export type {
  ConnectProgress,
  Timeouts,
  Transport,
  TransportRequest,
  TransportResponse,
} from './http/transport/transport.ts'
export {
  createUndiciTransport,
  defaultTimeouts,
  type UndiciTransportOptions,
} from './http/transport/undici-transport.ts'
export type { AcquireOptions, Permit } from './rate/permit.ts'
export { createRateLimiter, type RateLimiter, type RateLimiterOptions, type RateLimits } from './rate/rate-limiter.ts'
export { type Clock, systemClock } from './runtime/clock.ts'
export type { Log, Span, Tracer } from './runtime/observer.ts'
export type { TokenSeal } from './sign-in/file-token-store.ts'
export type { AccessToken } from './sign-in/token.ts'
export { createMemoryTokenStore, type StoredToken, type TokenStore } from './sign-in/token-store.ts'
