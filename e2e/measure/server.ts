/** Only what keeps one address that speaks for many people from being turned away. */
export const NO_LIMITS = [
  'gateway.rate-limit.account-per-minute=1000000',
  'gateway.rate-limit.address-per-minute=1000000',
  'gateway.rate-limit.sends-per-second=10000',
  'log.level=warn',
];
