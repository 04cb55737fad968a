/** Token of what booking needs from outside: `@Inject(PAYMENT_DEPS) deps: PaymentDeps`. */
export const PAYMENT_DEPS = Symbol('PAYMENT_DEPS');
