// How the API server's own Go structs are spelled where a message shows one of them whole: field names in order, without JSON names.
// `Name:type`, or `Name=jsonName:type` where the API's name is another word. Types: `*T` may be null, `[]T` is null when empty,
// `map[T]` likewise; `tagged` is a struct of the API machinery, which keeps its JSON names.
// @source pkg/apis/core/types.go, pkg/apis/apps/types.go: names and types

export const INTERNAL_FIELDS: Readonly<Record<string, string>> = {
  PodSpec:
    'Volumes:[]Volume InitContainers:[]Container Containers:[]Container EphemeralContainers:[]EphemeralContainer ' +
    'RestartPolicy:string TerminationGracePeriodSeconds:*int ActiveDeadlineSeconds:*int DNSPolicy:string ' +
    'NodeSelector:map[string] ServiceAccountName:string AutomountServiceAccountToken:*bool NodeName:string ' +
    'SecurityContext:*PodSecurityContext ImagePullSecrets:[]LocalObjectReference Hostname:string Subdomain:string ' +
    'SetHostnameAsFQDN:*bool Affinity:*Affinity SchedulerName:string Tolerations:[]Toleration HostAliases:[]HostAlias ' +
    'PriorityClassName:string Priority:*int PreemptionPolicy:*string DNSConfig:*PodDNSConfig ' +
    'ReadinessGates:[]PodReadinessGate RuntimeClassName:*string Overhead:map[Quantity] EnableServiceLinks:*bool ' +
    'TopologySpreadConstraints:[]TopologySpreadConstraint OS:*PodOS SchedulingGates:[]PodSchedulingGate ' +
    'ResourceClaims:[]PodResourceClaim Resources:*ResourceRequirements HostnameOverride:*string ' +
    'SchedulingGroup:*PodSchedulingGroup',
  Volume:
    'Name:string HostPath:*HostPathVolumeSource EmptyDir:*EmptyDirVolumeSource ' +
    'GCEPersistentDisk:*GCEPersistentDiskVolumeSource AWSElasticBlockStore:*AWSElasticBlockStoreVolumeSource ' +
    'GitRepo:*GitRepoVolumeSource Secret:*SecretVolumeSource NFS:*NFSVolumeSource ISCSI:*ISCSIVolumeSource ' +
    'Glusterfs:*GlusterfsVolumeSource PersistentVolumeClaim:*PersistentVolumeClaimVolumeSource RBD:*RBDVolumeSource ' +
    'Quobyte:*QuobyteVolumeSource FlexVolume:*FlexVolumeSource Cinder:*CinderVolumeSource CephFS:*CephFSVolumeSource ' +
    'Flocker:*FlockerVolumeSource DownwardAPI:*DownwardAPIVolumeSource FC:*FCVolumeSource AzureFile:*AzureFileVolumeSource ' +
    'ConfigMap:*ConfigMapVolumeSource VsphereVolume:*VsphereVirtualDiskVolumeSource AzureDisk:*AzureDiskVolumeSource ' +
    'PhotonPersistentDisk:*PhotonPersistentDiskVolumeSource Projected:*ProjectedVolumeSource ' +
    'PortworxVolume:*PortworxVolumeSource ScaleIO:*ScaleIOVolumeSource StorageOS:*StorageOSVolumeSource ' +
    'CSI:*CSIVolumeSource Ephemeral:*EphemeralVolumeSource Image:*ImageVolumeSource',
  HostPathVolumeSource: 'Path:string Type:*string',
  EmptyDirVolumeSource: 'Medium:string SizeLimit:*Quantity',
  GCEPersistentDiskVolumeSource: 'PDName:string FSType:string Partition:int ReadOnly:bool',
  AWSElasticBlockStoreVolumeSource: 'VolumeID:string FSType:string Partition:int ReadOnly:bool',
  GitRepoVolumeSource: 'Repository:string Revision:string Directory:string',
  SecretVolumeSource: 'SecretName:string Items:[]KeyToPath DefaultMode:*int Optional:*bool',
  KeyToPath: 'Key:string Path:string Mode:*int',
  NFSVolumeSource: 'Server:string Path:string ReadOnly:bool',
  ISCSIVolumeSource:
    'TargetPortal:string IQN:string Lun:int ISCSIInterface:string FSType:string ReadOnly:bool Portals:[]string ' +
    'DiscoveryCHAPAuth=chapAuthDiscovery:bool SessionCHAPAuth=chapAuthSession:bool SecretRef:*LocalObjectReference ' +
    'InitiatorName:*string',
  LocalObjectReference: 'Name:string',
  GlusterfsVolumeSource: 'EndpointsName=endpoints:string Path:string ReadOnly:bool',
  PersistentVolumeClaimVolumeSource: 'ClaimName:string ReadOnly:bool',
  RBDVolumeSource:
    'CephMonitors=monitors:[]string RBDImage=image:string FSType:string RBDPool=pool:string RadosUser=user:string ' +
    'Keyring:string SecretRef:*LocalObjectReference ReadOnly:bool',
  QuobyteVolumeSource: 'Registry:string Volume:string ReadOnly:bool User:string Group:string Tenant:string',
  FlexVolumeSource: 'Driver:string FSType:string SecretRef:*LocalObjectReference ReadOnly:bool Options:map[string]',
  CinderVolumeSource: 'VolumeID:string FSType:string ReadOnly:bool SecretRef:*LocalObjectReference',
  CephFSVolumeSource: 'Monitors:[]string Path:string User:string SecretFile:string SecretRef:*LocalObjectReference ReadOnly:bool',
  FlockerVolumeSource: 'DatasetName:string DatasetUUID:string',
  DownwardAPIVolumeSource: 'Items:[]DownwardAPIVolumeFile DefaultMode:*int',
  DownwardAPIVolumeFile: 'Path:string FieldRef:*ObjectFieldSelector ResourceFieldRef:*ResourceFieldSelector Mode:*int',
  ObjectFieldSelector: 'APIVersion:string FieldPath:string',
  ResourceFieldSelector: 'ContainerName:string Resource:string Divisor:Quantity',
  FCVolumeSource: 'TargetWWNs:[]string Lun:*int FSType:string ReadOnly:bool WWIDs:[]string',
  AzureFileVolumeSource: 'SecretName:string ShareName:string ReadOnly:bool',
  ConfigMapVolumeSource: 'Name:string Items:[]KeyToPath DefaultMode:*int Optional:*bool',
  VsphereVirtualDiskVolumeSource: 'VolumePath:string FSType:string StoragePolicyName:string StoragePolicyID:string',
  AzureDiskVolumeSource: 'DiskName:string DataDiskURI=diskURI:string CachingMode:*string FSType:*string ReadOnly:*bool Kind:*string',
  PhotonPersistentDiskVolumeSource: 'PdID:string FSType:string',
  ProjectedVolumeSource: 'Sources:[]VolumeProjection DefaultMode:*int',
  VolumeProjection:
    'Secret:*SecretProjection DownwardAPI:*DownwardAPIProjection ConfigMap:*ConfigMapProjection ' +
    'ServiceAccountToken:*ServiceAccountTokenProjection ClusterTrustBundle:*ClusterTrustBundleProjection ' +
    'PodCertificate:*PodCertificateProjection',
  SecretProjection: 'Name:string Items:[]KeyToPath Optional:*bool',
  DownwardAPIProjection: 'Items:[]DownwardAPIVolumeFile',
  ConfigMapProjection: 'Name:string Items:[]KeyToPath Optional:*bool',
  ServiceAccountTokenProjection: 'Audience:string ExpirationSeconds:int Path:string',
  ClusterTrustBundleProjection: 'Name:*string SignerName:*string LabelSelector:*tagged Optional:*bool Path:string',
  PodCertificateProjection:
    'SignerName:string KeyType:string MaxExpirationSeconds:*int CredentialBundlePath:string KeyPath:string ' +
    'CertificateChainPath:string UserAnnotations:map[string]',
  PortworxVolumeSource: 'VolumeID:string FSType:string ReadOnly:bool',
  ScaleIOVolumeSource:
    'Gateway:string System:string SecretRef:*LocalObjectReference SSLEnabled:bool ProtectionDomain:string ' +
    'StoragePool:string StorageMode:string VolumeName:string FSType:string ReadOnly:bool',
  StorageOSVolumeSource: 'VolumeName:string VolumeNamespace:string FSType:string ReadOnly:bool SecretRef:*LocalObjectReference',
  CSIVolumeSource: 'Driver:string ReadOnly:*bool FSType:*string VolumeAttributes:map[string] NodePublishSecretRef:*LocalObjectReference',
  EphemeralVolumeSource: 'VolumeClaimTemplate:*PersistentVolumeClaimTemplate',
  PersistentVolumeClaimTemplate: 'ObjectMeta:tagged Spec:PersistentVolumeClaimSpec',
  PersistentVolumeClaimSpec:
    'AccessModes:[]string Selector:*tagged Resources:VolumeResourceRequirements VolumeName:string StorageClassName:*string ' +
    'VolumeMode:*string DataSource:*TypedLocalObjectReference DataSourceRef:*TypedObjectReference ' +
    'VolumeAttributesClassName:*string',
  VolumeResourceRequirements: 'Limits:map[Quantity] Requests:map[Quantity]',
  TypedLocalObjectReference: 'APIGroup:*string Kind:string Name:string',
  TypedObjectReference: 'APIGroup:*string Kind:string Name:string Namespace:*string',
  ImageVolumeSource: 'Reference:string PullPolicy:string',
  Container:
    'Name:string Image:string Command:[]string Args:[]string WorkingDir:string Ports:[]ContainerPort ' +
    'EnvFrom:[]EnvFromSource Env:[]EnvVar Resources:ResourceRequirements ResizePolicy:[]ContainerResizePolicy ' +
    'RestartPolicy:*string RestartPolicyRules:[]ContainerRestartRule VolumeMounts:[]VolumeMount ' +
    'VolumeDevices:[]VolumeDevice LivenessProbe:*Probe ReadinessProbe:*Probe StartupProbe:*Probe Lifecycle:*Lifecycle ' +
    'TerminationMessagePath:string TerminationMessagePolicy:string ImagePullPolicy:string SecurityContext:*SecurityContext ' +
    'Stdin:bool StdinOnce:bool TTY:bool',
  ContainerPort: 'Name:string HostPort:int ContainerPort:int Protocol:string HostIP:string',
  EnvFromSource: 'Prefix:string ConfigMapRef:*ConfigMapEnvSource SecretRef:*SecretEnvSource',
  ConfigMapEnvSource: 'Name:string Optional:*bool',
  SecretEnvSource: 'Name:string Optional:*bool',
  EnvVar: 'Name:string Value:string ValueFrom:*EnvVarSource',
  EnvVarSource:
    'FieldRef:*ObjectFieldSelector ResourceFieldRef:*ResourceFieldSelector ConfigMapKeyRef:*ConfigMapKeySelector ' +
    'SecretKeyRef:*SecretKeySelector FileKeyRef:*FileKeySelector',
  ConfigMapKeySelector: 'Name:string Key:string Optional:*bool',
  SecretKeySelector: 'Name:string Key:string Optional:*bool',
  FileKeySelector: 'VolumeName:string Path:string Key:string Optional:*bool',
  ResourceRequirements: 'Limits:map[Quantity] Requests:map[Quantity] Claims:[]ResourceClaim',
  ResourceClaim: 'Name:string Request:string',
  ContainerResizePolicy: 'ResourceName:string RestartPolicy:string',
  ContainerRestartRule: 'Action:string ExitCodes:*ContainerRestartRuleOnExitCodes',
  ContainerRestartRuleOnExitCodes: 'Operator:string Values:[]int',
  VolumeMount:
    'Name:string ReadOnly:bool RecursiveReadOnly:*string MountPath:string SubPath:string MountPropagation:*string ' + 'SubPathExpr:string',
  VolumeDevice: 'Name:string DevicePath:string',
  Probe:
    'Exec:*ExecAction HTTPGet:*HTTPGetAction TCPSocket:*TCPSocketAction GRPC:*GRPCAction InitialDelaySeconds:int ' +
    'TimeoutSeconds:int PeriodSeconds:int SuccessThreshold:int FailureThreshold:int TerminationGracePeriodSeconds:*int',
  ExecAction: 'Command:[]string',
  HTTPGetAction: 'Path:string Port:IntOrString Host:string Scheme:string HTTPHeaders:[]HTTPHeader',
  HTTPHeader: 'Name:string Value:string',
  TCPSocketAction: 'Port:IntOrString Host:string',
  GRPCAction: 'Port:int Service:*string',
  Lifecycle: 'PostStart:*LifecycleHandler PreStop:*LifecycleHandler StopSignal:*string',
  LifecycleHandler: 'Exec:*ExecAction HTTPGet:*HTTPGetAction TCPSocket:*TCPSocketAction Sleep:*SleepAction',
  SleepAction: 'Seconds:int',
  SecurityContext:
    'Capabilities:*Capabilities Privileged:*bool SELinuxOptions:*SELinuxOptions ' +
    'WindowsOptions:*WindowsSecurityContextOptions RunAsUser:*int RunAsGroup:*int RunAsNonRoot:*bool ' +
    'ReadOnlyRootFilesystem:*bool AllowPrivilegeEscalation:*bool ProcMount:*string SeccompProfile:*SeccompProfile ' +
    'AppArmorProfile:*AppArmorProfile',
  Capabilities: 'Add:[]string Drop:[]string',
  SELinuxOptions: 'User:string Role:string Type:string Level:string',
  WindowsSecurityContextOptions: 'GMSACredentialSpecName:*string GMSACredentialSpec:*string RunAsUserName:*string HostProcess:*bool',
  SeccompProfile: 'Type:string LocalhostProfile:*string',
  AppArmorProfile: 'Type:string LocalhostProfile:*string',
  EphemeralContainer:
    'Name:string Image:string Command:[]string Args:[]string WorkingDir:string Ports:[]ContainerPort ' +
    'EnvFrom:[]EnvFromSource Env:[]EnvVar Resources:ResourceRequirements ResizePolicy:[]ContainerResizePolicy ' +
    'RestartPolicy:*string RestartPolicyRules:[]ContainerRestartRule VolumeMounts:[]VolumeMount ' +
    'VolumeDevices:[]VolumeDevice LivenessProbe:*Probe ReadinessProbe:*Probe StartupProbe:*Probe Lifecycle:*Lifecycle ' +
    'TerminationMessagePath:string TerminationMessagePolicy:string ImagePullPolicy:string SecurityContext:*SecurityContext ' +
    'Stdin:bool StdinOnce:bool TTY:bool TargetContainerName:string',
  PodSecurityContext:
    'HostNetwork:bool HostPID:bool HostIPC:bool ShareProcessNamespace:*bool HostUsers:*bool SELinuxOptions:*SELinuxOptions ' +
    'WindowsOptions:*WindowsSecurityContextOptions RunAsUser:*int RunAsGroup:*int RunAsNonRoot:*bool ' +
    'SupplementalGroups:[]int SupplementalGroupsPolicy:*string FSGroup:*int FSGroupChangePolicy:*string Sysctls:[]Sysctl ' +
    'SeccompProfile:*SeccompProfile AppArmorProfile:*AppArmorProfile SELinuxChangePolicy:*string',
  Sysctl: 'Name:string Value:string',
  Affinity: 'NodeAffinity:*NodeAffinity PodAffinity:*PodAffinity PodAntiAffinity:*PodAntiAffinity',
  NodeAffinity:
    'RequiredDuringSchedulingIgnoredDuringExecution:*NodeSelector ' +
    'PreferredDuringSchedulingIgnoredDuringExecution:[]PreferredSchedulingTerm',
  NodeSelector: 'NodeSelectorTerms:[]NodeSelectorTerm',
  NodeSelectorTerm: 'MatchExpressions:[]NodeSelectorRequirement MatchFields:[]NodeSelectorRequirement',
  NodeSelectorRequirement: 'Key:string Operator:string Values:[]string',
  PreferredSchedulingTerm: 'Weight:int Preference:NodeSelectorTerm',
  PodAffinity:
    'RequiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm ' +
    'PreferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm',
  PodAffinityTerm:
    'LabelSelector:*tagged Namespaces:[]string TopologyKey:string NamespaceSelector:*tagged MatchLabelKeys:[]string ' +
    'MismatchLabelKeys:[]string',
  WeightedPodAffinityTerm: 'Weight:int PodAffinityTerm:PodAffinityTerm',
  PodAntiAffinity:
    'RequiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm ' +
    'PreferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm',
  Toleration: 'Key:string Operator:string Value:string Effect:string TolerationSeconds:*int',
  HostAlias: 'IP:string Hostnames:[]string',
  PodDNSConfig: 'Nameservers:[]string Searches:[]string Options:[]PodDNSConfigOption',
  PodDNSConfigOption: 'Name:string Value:*string',
  PodReadinessGate: 'ConditionType:string',
  TopologySpreadConstraint:
    'MaxSkew:int TopologyKey:string WhenUnsatisfiable:string LabelSelector:*tagged MinDomains:*int ' +
    'NodeAffinityPolicy:*string NodeTaintsPolicy:*string MatchLabelKeys:[]string',
  PodOS: 'Name:string',
  PodSchedulingGate: 'Name:string',
  PodResourceClaim: 'Name:string ResourceClaimName:*string ResourceClaimTemplateName:*string',
  PodSchedulingGroup: 'PodGroupName:*string',
  DeploymentStrategy: 'Type:string RollingUpdate:*RollingUpdateDeployment',
  RollingUpdateDeployment: 'MaxUnavailable:IntOrString MaxSurge:IntOrString',
  StatefulSetUpdateStrategy: 'Type:string RollingUpdate:*RollingUpdateStatefulSetStrategy',
  RollingUpdateStatefulSetStrategy: 'Partition:int MaxUnavailable:*IntOrString',
  DaemonSetUpdateStrategy: 'Type:string RollingUpdate:*RollingUpdateDaemonSet',
  RollingUpdateDaemonSet: 'MaxUnavailable:IntOrString MaxSurge:IntOrString',
}
