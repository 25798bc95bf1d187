/** What incidents do to the calls at the vendors. */
export interface CallMood {
  /** Avatars have left LiveKit's rooms. */
  avatarsGone: boolean;
  /** Whoever comes to a room of LiveKit's gets no media and is thrown out. */
  mediaFails: boolean;
}

export const usualCalls = (): CallMood => ({ avatarsGone: false, mediaFails: false });
