// Sends each packet twice where packets get lost (models/twice.js). Nobody is asked for it: the other end takes both ways
// from the beginning, and this browser is told anew in which order the other end names them.
import { asked } from "../models/sound_order.js";
import { look, ONCE } from "../models/twice.js";

export class Twice {
  #twice = ONCE;

  /** What the browser counts now. @param {Iterable<any>} stats @param {number} at @returns {boolean} whether each packet is to go twice */
  look(stats, at) {
    const seen = { at, lost: 0, came: 0, told: 0, rtt_ms: 0 };
    for (const stat of stats) {
      if (stat.type === "inbound-rtp" && stat.kind === "audio" && (stat.mid ?? "0") === "0") {
        seen.lost += stat.packetsLost ?? 0;
        seen.came += stat.packetsReceived ?? 0;
      } else if (stat.type === "remote-inbound-rtp" && stat.kind === "audio") {
        seen.told = Math.max(seen.told, stat.fractionLost ?? 0);
      } else if (stat.type === "candidate-pair" && stat.nominated && stat.state === "succeeded") {
        seen.rtt_ms = Math.max(seen.rtt_ms, 1000 * (stat.currentRoundTripTime ?? 0));
      }
    }
    this.#twice = look(this.#twice, seen);
    return this.#twice.on;
  }
}

/**
 * Let this connection send each packet twice, or once, from now on. Called between two descriptions alone.
 * @param {RTCPeerConnection} pc @param {boolean} twice
 */
export async function sendTwice(pc, twice) {
  const [mine, theirs] = [pc.currentLocalDescription?.sdp, pc.currentRemoteDescription?.sdp];
  if (pc.signalingState !== "stable" || !mine || !theirs) return;
  const sdp = asked(theirs, mine, twice);
  if (!sdp) return;
  const description = await pc.createOffer();
  // Where the browser wants to look for addresses anew, the next restart does that.
  if (ufrag(description.sdp) !== ufrag(mine)) return;
  await pc.setLocalDescription(description);
  await pc.setRemoteDescription({ type: "answer", sdp }).catch(async (error) => {
    await pc.setLocalDescription({ type: "rollback" });
    throw error;
  });
}

/** @param {string} [sdp] */
const ufrag = (sdp) => /^a=ice-ufrag:(\S+)/m.exec(sdp ?? "")?.[1];
