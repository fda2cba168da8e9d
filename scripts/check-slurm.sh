#!/bin/bash
# A sweep as an array of a one-node Slurm that this script starts: one element is killed, a second array does what is
# missing, and the table is that of a plain local run.
#
# usage: scripts/check-slurm.sh BINARY
#        (Debian's slurm-wlm and munge; says so and ends with 0 where there is no Slurm, or with 1 if REQUIRE_SLURM=1)
set -euo pipefail
binary=$(realpath "$1")
skip() {
  echo "check-slurm: skipped: $1"
  [ "${REQUIRE_SLURM:-0}" = 0 ]
  exit
}
for program in slurmctld slurmd munged munge sbatch squeue scancel; do
  command -v $program >/dev/null || PATH=$PATH:/usr/sbin
  command -v $program >/dev/null || skip "no $program (Debian: slurm-wlm, munge)"
done
[ "$(id -u)" = 0 ] || skip "starting its daemons takes root"

folder=$(mktemp -d)
chmod 755 "$folder"
daemons=()
finish() {
  scancel --user=root 2>/dev/null || true
  for pid in "${daemons[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

mkdir -p "$folder/munge" "$folder/state" "$folder/spool"
head -c 1024 /dev/urandom >"$folder/munge/key"
chmod 700 "$folder/munge"
chmod 400 "$folder/munge/key"
chmod 755 "$folder"
munged --foreground --force --key-file="$folder/munge/key" --socket="$folder/munge.socket" \
  --pid-file="$folder/munge.pid" --log-file="$folder/munge.log" --seed-file="$folder/munge.seed" \
  2>"$folder/munge.errors" &
daemons+=($!)

host=$(hostname -s)
cat >"$folder/slurm.conf" <<CONF
ClusterName=check
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=26817
SlurmdPort=26818
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CryptoType=crypto/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=batch_sched_delay=0,sched_interval=1
MpiDefault=none
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$folder/slurm.conf
slurmctld -D 2>"$folder/slurmctld.errors" &
daemons+=($!)
slurmd -D -N "$host" 2>"$folder/slurmd.errors" &
daemons+=($!)
for _ in $(seq 60); do
  sinfo -h -o %T 2>/dev/null | grep -q '^idle$' && break
  sleep 0.5
done
sinfo -h -o %T 2>/dev/null | grep -q '^idle$' || {
  tail -n 5 "$folder"/*.log "$folder"/*.errors >&2
  skip "its daemons do not come up here"
}

cd "$folder"
grid=(locus --widths 2,2..4,1 --widths 2,2,2,1 --degrees 2..5 --work-limit 200000)
"$binary" sweep "${grid[@]}" --output plain --quiet >plain.txt || [ $? = 3 ]
"$binary" sweep "${grid[@]}" --output array --engine slurm --elements 6 --at-once 2 >written.txt
job=$(sbatch --parsable array/slurm-1.sh)
# Whatever element runs first is killed.
for _ in $(seq 100); do
  element=$(squeue -h -r -t running -j "$job" -o %K 2>/dev/null | head -n 1)
  [ -n "$element" ] && break
  sleep 0.1
done
if [ -n "$element" ]; then pkill -KILL -f "chunks/1-$element.jsonl" || true; fi
for _ in $(seq 600); do
  [ -z "$(squeue -h -j "$job" 2>/dev/null)" ] && break
  sleep 0.5
done
# What was lost with the element is put into a second array.
if "$binary" sweep --merge array >merged.txt 2>merge.errors; then
  echo "check-slurm: the element had ended before it was killed"
else
  grep -q 'no result yet' merge.errors
  "$binary" sweep "${grid[@]}" --output array --engine slurm --elements 6 >written.txt
  sbatch --wait array/slurm-2.sh >/dev/null
  "$binary" sweep --merge array >merged.txt || [ $? = 3 ]
fi
cmp plain/results.jsonl array/results.jsonl
cmp plain.txt merged.txt
echo "check-slurm: $(wc -l <array/results.jsonl) jobs in an array, element ${element:-none} killed: the table of a local run"
