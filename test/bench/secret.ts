/** Signs what the measured program signs. */
export const SECRET = "only for measuring, on this machine"
