/// What runs the jobs of a sweep.
enum SweepEngine: String, CaseIterable {
  /// Processes of this machine.
  case local
  /// An array of jobs of a cluster, for which a script is written.
  case slurm
}
